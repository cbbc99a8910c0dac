package check;

import responsescompact.models.CompactionItem;

/** What a builder says that wasn't told enough. */
public final class Unset {

    private Unset() {}

    /** Prints it. */
    public static void main(String[] arguments) {
        try {
            System.out.println(CompactionItem.builder().build());
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        try {
            CompactionItem.builder().id((String) null);
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        CompactionItem item = CompactionItem.builder().encryptedContent("x").id("c").build();
        System.out.println(item.json().toJson());
        System.out.println(item.toBuilder().id("d").build().json().toJson());
        System.out.println(item.equals(CompactionItem.parse(item.json().toJson())));
    }
}
