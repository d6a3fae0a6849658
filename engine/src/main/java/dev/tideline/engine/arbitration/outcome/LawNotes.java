package dev.tideline.engine.arbitration.outcome;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the law notes on a part that may go only with a text: which texts, by which clauses of which packs, and where the user
 * is. Several of a kind are separated by commas.
 */
public final class LawNotes {

    /** Keys of the texts to carry. */
    public static final String TEXTS = "texts";

    /** Keys of the packs that ask for them. */
    public static final String PACK = "pack";

    /** Versions of these packs. */
    public static final String PACK_VERSION = "pack_version";

    /** Names of the clauses. */
    public static final String CLAUSE = "clause";

    /** Columns of the user's fields that say where he is. */
    public static final List<String> WHERE =
            List.of("region_group", "country_code", "kyc_country", "phone_country", "ip_country");

    private static final Set<String> SAID = Set.of(TEXTS, PACK, PACK_VERSION, CLAUSE);

    private LawNotes() {}

    /** Keys of the texts that the part has to carry, each once; mostly empty. */
    public static List<String> texts(PartResult part) {
        String keys = part.values().getOrDefault(TEXTS, "");
        return keys.isEmpty()
                ? List.of()
                : Arrays.stream(keys.split(",")).distinct().toList();
    }

    /** What others noted on the part. */
    public static SortedMap<String, String> others(PartResult part) {
        SortedMap<String, String> others = new TreeMap<>(part.values());
        others.keySet().removeAll(SAID);
        others.keySet().removeAll(WHERE);
        return others;
    }
}
