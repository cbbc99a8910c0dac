package compactgen_root.internal;

/**
 * What is written to the log of the package: retries, hooks that threw, operations that a provider
 * doesn't support; never a header, a body or a value of a query. The logger is looked up with the
 * first line, since that is expensive; where there is none, nothing is written.
 */
final class Log {

    private Log() {}

    /** Holds the logger, so that it is looked up when it is first needed. */
    private static final class Holder {

        static final System.Logger LOGGER = logger();

        private static System.Logger logger() {
            String name = Log.class.getPackageName();
            try {
                return System.getLogger(name.substring(0, name.lastIndexOf('.')));
            } catch (LinkageError e) { // Android has none
                return null;
            }
        }
    }

    static void info(String... line) {
        write(System.Logger.Level.INFO, Text.joined(line));
    }

    static void debug(String... line) {
        write(System.Logger.Level.DEBUG, Text.joined(line));
    }

    static void warning(String... line) {
        write(System.Logger.Level.WARNING, Text.joined(line));
    }

    /** Logs an exception of a hook, without which the call goes on. */
    static void hookFailed(String hook, String operation, RuntimeException error) {
        System.Logger logger = Holder.LOGGER;
        if (logger != null) {
            String line = Text.joined(operation, ": ", hook, " threw; the call goes on");
            logger.log(System.Logger.Level.ERROR, line, error);
        }
    }

    private static void write(System.Logger.Level level, String line) {
        System.Logger logger = Holder.LOGGER;
        if (logger != null && logger.isLoggable(level)) {
            logger.log(level, line);
        }
    }
}
