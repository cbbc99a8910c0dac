package check;

import acme.many.ManyClient;
import acme.many.ManyClientAsync;

/** Calls the first and last method of each file of a client that has several; a line each. */
public final class Many {

    private Many() {}

    /** Calls a server's methods, first those that wait. */
    public static void main(String[] arguments) {
        try (ManyClient client = ManyClient.builder().baseUrl(arguments[0]).build()) {
            ManyClient.Things things = client.things();
            ManyClient.ThingsParts parts = things.parts();
            System.out.println(client.r1() + client.r60() + client.r61());
            System.out.println(things.t1() + things.t60() + things.t70() + things.t121());
            System.out.println(parts.p1());
            ManyClientAsync async = client.async();
            ManyClientAsync.Things awaited = async.things();
            System.out.println(async.r1().join() + async.r60().join() + async.r61().join());
            System.out.println(awaited.t1().join() + awaited.t121().join());
            System.out.println(awaited.parts().p1().join());
        }
    }
}
