package dev.tideline.api.authoring;

import dev.tideline.api.json.LargeBody;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files to be saved as a draft.
 *
 * @param files all files of the playbook, file name to text; a workbook's bytes in Base64
 * @param note why
 */
@LargeBody
record NewDraft(
        @Schema(description = "File name to text; a workbook's bytes in Base64") @Nullable
        Map<String, String> files,

        @Nullable String note) {

    /** The files. */
    Map<String, String> given() {
        if (files == null) {
            Place place = Place.pointer("body", "/files");
            throw ProblemException.refused(List.of(new Problem(place, "", Wording.of("the files, name to text"))));
        }
        return files;
    }
}
