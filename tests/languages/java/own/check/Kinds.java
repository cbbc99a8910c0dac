package check;

import java.util.List;
import java.util.Optional;

/** Reads objects with a member {@code pet}, and prints what each of these is: a line each. */
public final class Kinds {

    private Kinds() {}

    /** Takes packages, each with the text of an object. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        for (int n = 0; n < arguments.length; n += 2) {
            Class<?> root = Class.forName(arguments[n] + ".models.Root");
            Object read = root.getMethod("parse", String.class).invoke(null, arguments[n + 1]);
            System.out.println(kind(root.getMethod("pet").invoke(read)));
        }
    }

    private static String kind(Object value) throws ReflectiveOperationException {
        if (value instanceof Optional<?> optional) {
            return kind(optional.orElse(null));
        }
        if (value instanceof List<?>) {
            return "List";
        }
        return isOfOneType(value.getClass())
                ? kind(value.getClass().getMethod("value").invoke(value))
                : value.getClass().getSimpleName();
    }

    private static boolean isOfOneType(Class<?> kind) {
        return List.of(kind.getInterfaces()).stream().anyMatch(each -> each.getSimpleName().equals("JsonView"));
    }
}
