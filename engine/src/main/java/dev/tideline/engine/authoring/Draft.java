package dev.tideline.engine.authoring;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files of a playbook that somebody works on.
 *
 * @param playbook key of the playbook
 * @param files file name to text; a workbook's bytes in Base64
 * @param version content hash of the files: the version that they would make
 * @param base version in force when the draft was begun; empty if there was none
 * @param authors everybody who saved it since
 * @param note what the last of them said of it; may be empty
 * @param savedBy who saved it last
 * @param savedAt when
 */
public record Draft(
        String playbook,
        SortedMap<String, String> files,
        String version,
        String base,
        List<String> authors,
        String note,
        String savedBy,
        Instant savedAt) {

    public Draft {
        Objects.requireNonNull(playbook, "playbook");
        Objects.requireNonNull(version, "version");
        files = new TreeMap<>(files);
        authors = List.copyOf(authors);
    }
}
