package dev.tideline.api.metrics;

import dev.tideline.engine.database.Database;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/**
 * A metric whose values of labels are found in the database: a series appears at the scrape after its first row.
 *
 * @param labels their values stand in the names of a {@link NamedNumbers}, separated by slashes
 */
record Labelled(boolean counts, String name, String description, List<String> labels) {

    Labelled {
        labels = List.copyOf(labels);
    }

    static Labelled counter(String name, String description, String... labels) {
        return new Labelled(true, name, description, List.of(labels));
    }

    static Labelled gauge(String name, String description, String... labels) {
        return new Labelled(false, name, description, List.of(labels));
    }

    void bind(MeterRegistry registry, Database database, String sql) {
        Series series = new Series(this, registry, database, sql);
        Gauge.builder(name + ".series", series, bound -> bound.numbers.names())
                .description("Series of " + name)
                .strongReference(true)
                .register(registry);
    }

    private Tags tags(String values) {
        String[] parts = values.split("/", labels.size());
        Tags tags = Tags.empty();
        for (int i = 0; i < labels.size(); i++) {
            tags = tags.and(labels.get(i), parts[i]);
        }
        return tags;
    }

    /** The metric in one registry. */
    private static final class Series {

        private final Labelled metric;
        private final MeterRegistry registry;
        private final NamedNumbers numbers;

        Series(Labelled metric, MeterRegistry registry, Database database, String sql) {
            this.metric = metric;
            this.registry = registry;
            this.numbers = new NamedNumbers(database, sql, this::add);
        }

        private void add(String values) {
            if (metric.counts) {
                FunctionCounter.builder(metric.name, numbers, numbers -> numbers.of(values))
                        .description(metric.description)
                        .tags(metric.tags(values))
                        .register(registry);
            } else {
                Gauge.builder(metric.name, numbers, numbers -> numbers.of(values))
                        .description(metric.description)
                        .tags(metric.tags(values))
                        .register(registry);
            }
        }
    }
}
