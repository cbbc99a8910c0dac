package check;

import acme.forms.FilePart;
import acme.forms.models.FilesUploadParams;

/** Whether calls equal each other: what is sent besides values counts as well. */
public final class Equal {

    private Equal() {}

    /** Prints a line for each pair: the same, then each with one difference. */
    public static void main(String[] arguments) {
        FilePart file = FilePart.of(new byte[] {1});
        FilePart other = FilePart.of(new byte[] {1});
        FilesUploadParams params = made(file).build();
        System.out.println(params.equals(made(file).build()));
        System.out.println(params.hashCode() == made(file).build().hashCode());
        System.out.println(params.equals(params.toBuilder().build()));
        System.out.println(params.equals(made(other).build()));
        System.out.println(params.equals(made(file).putAdditionalHeader("a", "b").build()));
        System.out.println(params.equals(made(file).putAdditionalQueryParam("a", "b").build()));
        FilesUploadParams told = made(file).putAdditionalHeader("a", "b").build();
        System.out.println(told.equals(made(file).putAdditionalHeader("a", "b").build()));
        System.out.println(told.equals(made(file).putAdditionalHeader("a", "c").build()));
    }

    private static FilesUploadParams.Builder made(FilePart file) {
        return FilesUploadParams.builder().file(file);
    }
}
