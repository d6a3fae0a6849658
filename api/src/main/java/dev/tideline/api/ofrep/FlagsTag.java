package dev.tideline.api.ofrep;

import dev.tideline.rules.hash.Sha256;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tells whether flags are those that the caller has. A preview's instants move with the clock and tell nothing. */
final class FlagsTag {

    private static final JsonMapper JSON = JsonMapper.shared();

    private FlagsTag() {}

    /** The flags with their ETag, or 304 if the caller has them. */
    static ResponseEntity<OfrepController.OfrepFlags> answer(OfrepController.OfrepFlags flags, @Nullable String known) {
        String tag = of(flags);
        return matches(tag, known)
                ? ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).build()
                : ResponseEntity.ok().eTag(tag).body(flags);
    }

    static String of(OfrepController.OfrepFlags flags) {
        JsonNode json = JSON.valueToTree(flags);
        for (String moving : List.of("claimBefore", "expiresAt")) {
            json.findParents(moving).stream()
                    .filter(offer -> offer.path("decisionId").isNull())
                    .map(ObjectNode.class::cast)
                    .forEach(offer -> offer.remove(moving));
        }
        return '"' + HexFormat.of().formatHex(digest(json.toString())) + '"';
    }

    private static boolean matches(String tag, @Nullable String known) {
        return known != null
                && Arrays.stream(known.split(","))
                        .map(String::strip)
                        .map(one -> one.startsWith("W/") ? one.substring(2) : one)
                        .anyMatch(one -> one.equals(tag) || one.equals("*"));
    }

    private static byte[] digest(String text) {
        return Arrays.copyOf(Sha256.of(text), 16);
    }
}
