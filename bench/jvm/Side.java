/** One of those that are compared. */
interface Side {

    /** Returns the answer that a body is. */
    Object parse(byte[] body) throws Exception;

    /** Reads every member of each item of an answer, as callers do. */
    int read(Object answer) throws Exception;

    /** Holds every member of an answer, at any depth, to the description. */
    int check(Object answer);

    /** Looks at the kind of each item. */
    int touch(Object answer);

    /** Writes an answer. */
    int write(Object answer) throws Exception;

    /** Makes a client. */
    void open(String address);

    /** Calls, and waits for the answer. */
    String call();

    static Side of(String name) {
        switch (name) {
            case "ours":
                return new Ours();
            case "theirs":
                return new Theirs();
            default:
                return new Tree();
        }
    }
}
