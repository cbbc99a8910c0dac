package compactgen_root.internal;

/** A transport whose clients take time and chance from somewhere else than the computer. */
public interface Timed {

    /**
     * Returns where they take it from.
     *
     * @return the clock
     */
    Clock clock();
}
