package dev.tideline.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.given.Salts;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.snapshot.measure.HistoryRules;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.rules.facts.vocabulary.MarketFacts;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.LimitsReader;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.segments.Segmentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ConfigurationHashTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final Path SEGMENTS = Path.of("../rules/src/main/resources/segments");
    private static final Path SOURCES = Path.of("src/main/resources/sources.yaml");

    @Test
    void isTheSameForTheSameConfiguration() throws IOException {
        assertThat(hash("active", "active", "events", "events", Days.UTC))
                .isEqualTo(hash("active", "active", "events", "events", Days.UTC))
                .hasSize(64);
    }

    @Test
    void changesWithSegmentsSourcesAndCalendar() throws IOException {
        String before = hash("", "", "", "", Days.UTC);
        assertThat(hash("value: 90", "value: 91", "", "", Days.UTC)).isNotEqualTo(before);
        assertThat(hash("", "", "maxAge: P7D", "maxAge: P8D", Days.UTC)).isNotEqualTo(before);
        assertThat(hash("", "", "", "", new Days(ZoneId.of("Asia/Singapore")))).isNotEqualTo(before);
    }

    private static String hash(String segment, String instead, String source, String other, Days days)
            throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String name : new String[] {"lifecycle.yaml", "rfm.yaml", "bands.yaml"}) {
            files.put(
                    "segments/" + name, Files.readString(SEGMENTS.resolve(name)).replace(segment, instead));
        }
        Segmentation segments = Segmentation.read(files, VOCABULARY).orThrow();
        FieldSources sources = FieldSources.read(
                        Files.readString(SOURCES).replace(source, other), "sources.yaml", VOCABULARY)
                .orThrow();
        FactsModel model = new FactsModel(VOCABULARY, sources, days, segments, HistoryRules.of(segments));
        return new EvaluationPolicy(
                        model,
                        LimitsReader.shipped(),
                        Incentives.shipped(),
                        Salts.STANDARD,
                        asOf -> MarketFacts.unknown(VOCABULARY))
                .configuration();
    }
}
