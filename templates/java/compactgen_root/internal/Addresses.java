package compactgen_root.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses of hosts as they are written, without asking anybody for a name. */
final class Addresses {

    private Addresses() {}

    /** Returns the four bytes of an address such as {@code 127.0.0.1}; null for anything else. */
    static byte[] v4(String host) {
        byte[] bytes = new byte[4];
        int count = 0;
        for (String part : Text.parts(host, '.')) {
            boolean fits = part.length() <= 3 && Text.isDigits(part);
            if (count == 4 || !fits || part.length() > 1 && part.charAt(0) == '0') {
                return null;
            }
            int number = Integer.parseInt(part);
            if (number > 255) {
                return null;
            }
            bytes[count++] = (byte) number;
        }
        return count == 4 ? bytes : null;
    }

    /** Returns the sixteen bytes of an address such as {@code ::1}; null for anything else. */
    static byte[] v6(String host) {
        if (host.indexOf(':') < 0 || host.indexOf('%') >= 0 || host.indexOf('[') >= 0) {
            return null;
        }
        try {
            InetAddress address = InetAddress.getByName(Text.joined("[", host, "]"));
            return address instanceof Inet6Address ? address.getAddress() : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Returns the bytes of an address of either kind; null for a name. */
    static byte[] bytes(String host) {
        return host.indexOf(':') >= 0 ? v6(host) : v4(host);
    }

    /** Returns whether a host is this machine itself. */
    static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        byte[] address = bytes(host);
        if (address == null) {
            return false;
        }
        if (address.length == 4) {
            return address[0] == 127;
        }
        for (int n = 0; n < 15; n++) {
            if (address[n] != 0) {
                return false;
            }
        }
        return address[15] == 1;
    }
}
