package dev.tideline.api.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.springframework.boot.http.client.InetAddressFilter;

/** Which addresses a webhook may connect to. */
final class Reachable {

    /** Ranges that Boot 4.1's filter takes for external although they lead inside or nowhere. */
    private static final String[] ALSO_INNER = {"3fff::/20", "5f00::/16", "64:ff9b:1::/48", "::/96"};

    private Reachable() {}

    /** Every address of the public internet. */
    static InetAddressFilter external() {
        return InetAddressFilter.externalAddresses().andNot(ALSO_INNER);
    }

    /**
     * Checks the address of a webhook before it is used.
     *
     * @param allowInner whether the operator allows plain HTTP and addresses of his own network
     * @param setting beginning of the names of its settings, for the message
     * @throws IllegalArgumentException if it is not https, or a literal inner address
     */
    static URI checked(String url, boolean allowInner, String setting) {
        URI address = URI.create(url);
        if (allowInner) {
            return address;
        }
        boolean formed =
                "https".equals(address.getScheme()) && address.getHost() != null && address.getUserInfo() == null;
        boolean port = address.getPort() == -1 || address.getPort() == 443 || address.getPort() == 8443;
        if (!formed || !port || isInnerLiteral(address.getHost())) {
            throw new IllegalArgumentException("The webhook address '" + address.getHost()
                    + "' should be https on port 443 or 8443 and outside of this network. For a receiver of your own"
                    + " network set TIDELINE_WEBHOOK_ALLOW_PRIVATE=true.");
        }
        return address;
    }

    private static boolean isInnerLiteral(String host) {
        if (!host.startsWith("[") && !host.matches("[0-9a-fA-FxX.]+")) {
            return false;
        }
        try {
            return !external().matches(InetAddress.getByName(host));
        } catch (UnknownHostException notALiteral) {
            return true;
        }
    }
}
