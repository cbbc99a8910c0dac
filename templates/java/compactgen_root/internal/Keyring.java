package compactgen_root.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The credentials that a client holds, and which of them a call is sent. */
final class Keyring {

    private final Provider provider;
    private final Map<String, Secret> secrets;

    private Keyring(Provider provider, Map<String, Secret> secrets) {
        this.provider = provider;
        this.secrets = secrets;
    }

    /**
     * Returns the credentials that arguments and the environment make.
     *
     * @param kept those of a client that this one is a changed copy of; null for none
     */
    static Keyring of(Provider provider, Settings settings, Keyring kept) {
        int rank = 1;
        if (kept != null) {
            for (Secret secret : kept.secrets.values()) {
                rank = Math.max(rank, secret.rank + 1);
            }
        }
        Map<String, Secret> secrets = new LinkedHashMap<>();
        for (Provider.Credential credential : provider.credentials()) {
            Secret secret;
            if (kept == null || isSet(credential, settings)) {
                secret = secret(credential, settings, rank);
            } else {
                secret = kept.secrets.get(credential.name());
            }
            if (secret != null) {
                secrets.put(credential.name(), secret);
            }
        }
        Keyring keyring = new Keyring(provider, secrets);
        keyring.check(rank);
        return keyring;
    }

    private static boolean isSet(Provider.Credential credential, Settings settings) {
        for (String name : credential.arguments()) {
            if (settings.values.containsKey(name) || settings.suppliers.containsKey(name)) {
                return true;
            }
        }
        return false;
    }

    private static Secret secret(Provider.Credential credential, Settings settings, int rank) {
        List<String> names = new ArrayList<>();
        for (String name : credential.arguments()) {
            if (settings.values.containsKey(name) || settings.suppliers.containsKey(name)) {
                names.add(name);
            }
        }
        if (!names.isEmpty() && credential.pair()) {
            return new Secret(
                    credential, arguments(credential), pair(credential, settings), null, rank);
        }
        if (names.size() > 1) {
            String all = String.join(" and ", names);
            throw Failures.configuration(all, " exclude each other: give one of them");
        }
        if (!names.isEmpty()) {
            String name = names.get(0);
            String value = settings.values.get(name);
            Supplier<String> supplier = settings.suppliers.get(name);
            return new Secret(credential, name, value, supplier, rank);
        }
        String origin = credential.environment();
        String value = settings.environment(origin);
        if (value.isEmpty()) {
            return null;
        }
        if (credential.pair()) {
            int colon = value.indexOf(':');
            String user = colon < 0 ? value : value.substring(0, colon);
            value = Secret.pair(user, colon < 0 ? "" : value.substring(colon + 1), origin);
        }
        return new Secret(credential, origin, value, null, 0);
    }

    private static String pair(Provider.Credential credential, Settings settings) {
        String user = settings.values.get(credential.arguments().get(0));
        String password = settings.values.get(credential.arguments().get(1));
        if (user == null) {
            throw Failures.configuration(
                    credential.arguments().get(1),
                    " is of no use alone: pass ",
                    credential.arguments().get(0),
                    " with it");
        }
        return Secret.pair(user, password == null ? "" : password, arguments(credential));
    }

    private static String arguments(Provider.Credential credential) {
        return String.join(credential.pair() ? " and " : " or ", credential.arguments());
    }

    /** Returns the credentials that a call is sent; those that it carries needn't be held. */
    List<Secret> sent(Operation<?> operation, Draft draft) {
        List<Secret> chosen = chosen(operation.security(), null);
        if (chosen == null) {
            chosen = chosen(operation.security(), draft);
        }
        if (chosen == null) {
            throw Failures.configuration(
                    operation.name(),
                    " needs a credential that the client doesn't hold: pass ",
                    missing(operation.security()));
        }
        return chosen;
    }

    /** Returns the credentials of the alternative that is taken; null if none can be met. */
    private List<Secret> chosen(List<List<String>> security, Draft draft) {
        if (security.isEmpty()) {
            return List.of();
        }
        List<Secret> best = null;
        for (List<String> requirement : security) {
            List<Secret> held = held(requirement, draft);
            if (held != null && (best == null || precedes(held, best))) {
                best = held;
            }
        }
        return best;
    }

    private List<Secret> held(List<String> requirement, Draft draft) {
        List<Secret> held = new ArrayList<>();
        for (String name : requirement) {
            Secret secret = secrets.get(name);
            if (secret != null) {
                held.add(secret);
            } else if (draft == null || !carries(draft, name)) {
                return null;
            }
        }
        return held;
    }

    private boolean carries(Draft draft, String name) {
        for (Provider.Credential credential : provider.credentials()) {
            if (credential.name().equals(name)) {
                return draft.carries(credential.place(), credential.wire());
            }
        }
        return false;
    }

    /** Returns whether an alternative wins: what was given last, and as much of it as there is. */
    private static boolean precedes(List<Secret> one, List<Secret> other) {
        int latest = Integer.compare(highest(one), highest(other));
        if (latest != 0) {
            return latest > 0;
        }
        int earliest = Integer.compare(lowest(one), lowest(other));
        if (earliest != 0) {
            return earliest > 0;
        }
        return lowest(one) > 0 && one.size() > other.size();
    }

    private static int highest(List<Secret> secrets) {
        int rank = -1;
        for (Secret secret : secrets) {
            rank = Math.max(rank, secret.rank);
        }
        return rank;
    }

    private static int lowest(List<Secret> secrets) {
        int rank = secrets.isEmpty() ? -1 : Integer.MAX_VALUE;
        for (Secret secret : secrets) {
            rank = Math.min(rank, secret.rank);
        }
        return rank;
    }

    /** Returns the arguments, and the variables, that would meet a requirement. */
    private String missing(List<List<String>> security) {
        Set<String> arguments = new LinkedHashSet<>();
        Set<String> variables = new LinkedHashSet<>();
        for (List<String> requirement : security) {
            List<String> names = new ArrayList<>();
            List<String> places = new ArrayList<>();
            boolean all = true;
            for (Provider.Credential credential : provider.credentials()) {
                if (requirement.contains(credential.name())
                        && !secrets.containsKey(credential.name())) {
                    names.add(arguments(credential));
                    all = all && !credential.environment().isEmpty();
                    places.add(credential.environment());
                }
            }
            if (!names.isEmpty()) {
                arguments.add(String.join(" and ", names));
                if (all) {
                    variables.add(String.join(" and ", places));
                }
            }
        }
        String text = String.join(" or ", arguments);
        return variables.isEmpty()
                ? text
                : Text.joined(text, ", or set ", String.join(" or ", variables));
    }

    /** Refuses credentials that no call can be made with. */
    private void check(int rank) {
        List<List<List<String>>> required = provider.security();
        Set<Secret> used = new LinkedHashSet<>();
        boolean any = required.isEmpty();
        for (List<List<String>> security : required) {
            List<Secret> choice = chosen(security, null);
            if (choice != null) {
                any = true;
                used.addAll(choice);
            }
        }
        if (!any) {
            List<List<String>> ways = new ArrayList<>();
            for (List<List<String>> security : required) {
                ways.addAll(security);
            }
            throw Failures.configuration(
                    provider.client(), " needs a credential: pass ", missing(ways));
        }
        for (List<List<String>> security : required) {
            refuseRivals(security, used, rank);
        }
        for (Secret secret : secrets.values()) {
            if (secret.rank == rank || used.contains(secret)) {
                secret.check();
            }
        }
    }

    /** Refuses several credentials that were given, of which an operation is sent others only. */
    private void refuseRivals(List<List<String>> security, Set<Secret> used, int rank) {
        List<Secret> rivals = new ArrayList<>();
        for (Map.Entry<String, Secret> entry : secrets.entrySet()) {
            if (entry.getValue().rank == rank && isMet(security, entry.getKey())) {
                rivals.add(entry.getValue());
            }
        }
        if (rivals.size() > 1 && !used.containsAll(rivals)) {
            List<String> names = new ArrayList<>();
            for (Secret secret : rivals) {
                names.add(secret.origin);
            }
            String all = String.join(" and ", names);
            throw Failures.configuration(all, " exclude each other: give one of them");
        }
    }

    private boolean isMet(List<List<String>> security, String name) {
        for (List<String> way : security) {
            if (way.contains(name) && secrets.keySet().containsAll(way)) {
                return true;
            }
        }
        return false;
    }
}
