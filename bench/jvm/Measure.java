import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures one thing and prints a line of numbers: seconds of processor time, or bytes. */
public final class Measure {

    private static final int THEIRS = 1;
    private static final int SHORT = 40;

    private static int sink;

    private Measure() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "warm":
                warm(arguments[1], Files.readAllBytes(Path.of(arguments[2])), rounds(arguments));
                break;
            case "first":
                first(Side.of(arguments[1]), Files.readAllBytes(Path.of(arguments[2])));
                break;
            case "start":
                start(Side.of(arguments[1]), arguments[2]);
                break;
            case "call":
                call(Side.of(arguments[1]), arguments[2], rounds(arguments));
                break;
            case "memory":
                memory(Side.of(arguments[1]), Files.readAllBytes(Path.of(arguments[2])));
                break;
            default:
                throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(sink == Integer.MIN_VALUE ? 1 : 0);
    }

    private static int rounds(String[] arguments) {
        return Integer.parseInt(arguments[3]);
    }

    private static double thread() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    private static double process() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    /** Returns the same of the threads that are there, to the nanosecond where that is told. */
    private static double threads() throws Exception {
        Path tasks = Path.of("/proc/self/task");
        if (!Files.isDirectory(tasks)) {
            return process();
        }
        long nanos = 0;
        try (DirectoryStream<Path> every = Files.newDirectoryStream(tasks)) {
            for (Path task : every) {
                String times = Files.readString(task.resolve("schedstat"));
                nanos += Long.parseLong(times.substring(0, times.indexOf(' ')));
            }
        }
        return nanos / 1e9;
    }

    /** Prints what all sides take for an act, the best of interleaved rounds. */
    private static void warm(String act, byte[] body, int rounds) throws Exception {
        Side[] sides = {Side.of("ours"), Side.of("theirs"), Side.of("tree")};
        double[] best = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        Object[] answers = new Object[sides.length];
        for (int n = 0; n < sides.length; n++) {
            answers[n] = sides[n].parse(body);
        }
        for (int round = 0; round < rounds; round++) {
            for (int n = 0; n < sides.length; n++) {
                if (n == THEIRS && round >= SHORT) {
                    continue;
                }
                double began = thread();
                if (act.equals("write")) {
                    sink += sides[n].write(answers[n]);
                } else {
                    Object answer = sides[n].parse(body);
                    sink += sides[n].touch(answer);
                    sink += act.equals("read") ? sides[n].read(answer) : 0;
                    sink += act.equals("check") ? sides[n].check(answer) : 0;
                }
                best[n] = Math.min(best[n], thread() - began);
            }
        }
        System.out.println(best[0] + " " + best[1] + " " + best[2]);
    }

    private static void first(Side side, byte[] body) throws Exception {
        double began = thread();
        sink += side.touch(side.parse(body));
        System.out.println(thread() - began);
    }

    private static void start(Side side, String address) {
        side.open(address);
        sink += side.call().length();
        System.out.println(process());
    }

    private static void call(Side side, String address, int count) throws Exception {
        side.open(address);
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 6; round++) {
            double began = threads();
            for (int n = 0; n < count; n++) {
                sink += side.call().length();
            }
            best = Math.min(best, (threads() - began) / count);
        }
        System.out.println(best);
    }

    private static void memory(Side side, byte[] body) throws Exception {
        int count = 10;
        sink += side.touch(side.parse(body));
        List<Object> kept = new ArrayList<>();
        long before = used();
        for (int n = 0; n < count; n++) {
            Object answer = side.parse(body);
            sink += side.touch(answer);
            kept.add(answer);
        }
        System.out.println((used() - before) / (double) count);
        sink += kept.size();
    }

    private static long used() {
        for (int n = 0; n < 4; n++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
