package dev.tideline.api.authoring;

import dev.tideline.engine.authoring.Draft;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A draft.
 *
 * @param playbook key of the playbook
 * @param version content hash of the files, and the ETag: the version that they would make
 * @param base version in force when it was begun; empty if there was none
 * @param authors everybody who saved it; empty if it is the version in force, which nobody has changed yet
 * @param note what the last of them said of it
 * @param savedBy who saved it last
 * @param savedAt when
 * @param files file name to text; a workbook's bytes in Base64
 * @param validation what was found of the files; null where it was not asked
 */
record DraftView(
        String playbook,
        String version,
        String base,
        List<String> authors,
        String note,
        String savedBy,
        Instant savedAt,
        Map<String, String> files,
        @Nullable ValidationView validation) {

    static DraftView of(Draft draft, @Nullable ValidationView validation) {
        return new DraftView(
                draft.playbook(),
                draft.version(),
                draft.base(),
                draft.authors(),
                draft.note(),
                draft.savedBy(),
                draft.savedAt(),
                draft.files(),
                validation);
    }
}
