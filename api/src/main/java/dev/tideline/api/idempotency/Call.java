package dev.tideline.api.idempotency;

import dev.tideline.rules.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * One call with its key.
 *
 * @param caller who calls
 * @param key the caller's name for it
 * @param request what was asked
 * @param body bytes of the request
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through; nobody compares calls
record Call(String caller, String key, ServerHttpRequest request, byte[] body) {

    /** SHA-256 over method, path and body. */
    String hash() {
        MessageDigest sha = Sha256.digest();
        String line = request.getMethod() + " " + request.getPath().value() + "\n";
        sha.update(line.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha.digest(body));
    }
}
