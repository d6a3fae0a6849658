package dev.tideline.engine.facts;

import dev.tideline.engine.snapshot.measure.HistoryRules;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.segments.Segmentation;
import java.util.Objects;

/**
 * Everything that turns a history into facts and stays the same while the server runs. Immutable.
 *
 * @param vocabulary all fields
 * @param sources where each field comes from
 * @param days the calendar
 * @param segmentation stages and bands
 * @param history thresholds that fields of the history use
 */
public record FactsModel(
        Vocabulary vocabulary, FieldSources sources, Days days, Segmentation segmentation, HistoryRules history) {

    public FactsModel {
        Objects.requireNonNull(vocabulary, "vocabulary");
        Objects.requireNonNull(sources, "sources");
    }
}
