package check;

import responsescompact.models.CompactionItem;
import responsescompact.models.FileSearchRankingOptions;

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
        try {
            CompactionItem.builder().encryptedContent((String) null);
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        try {
            FileSearchRankingOptions.builder().scoreThreshold(1.5).build();
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        FileSearchRankingOptions came = FileSearchRankingOptions.parse("{\"score_threshold\":7}");
        System.out.println(came.defects());
        System.out.println(came.toBuilder().build().json().toJson());
        CompactionItem item = CompactionItem.builder().encryptedContent("x").id("c").build();
        System.out.println(item.json().toJson());
        System.out.println(item.toBuilder().id("d").build().json().toJson());
        System.out.println(item.equals(CompactionItem.parse(item.json().toJson())));
    }
}
