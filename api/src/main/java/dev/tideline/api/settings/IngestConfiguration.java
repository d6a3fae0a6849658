package dev.tideline.api.settings;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.events.EventTypes;
import dev.tideline.engine.ingest.EventIngest;
import dev.tideline.engine.ingest.FeedImport;
import dev.tideline.engine.ingest.ListImport;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ingest.intake.RefusedLines;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.users.TraitStore;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What takes data in. */
@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

    @Bean
    Days days(TidelineProperties properties) {
        return new Days(properties.zone());
    }

    @Bean
    IngestLimits ingestLimits(TidelineProperties properties) {
        return IngestLimits.STANDARD.between(properties.earliest(), properties.ahead());
    }

    @Bean
    Vocabulary vocabulary(Database database) {
        return Vocabulary.withTraits(database.inTransaction(new TraitStore()::all));
    }

    @Bean
    FieldSources fieldSources(TidelineProperties properties, Vocabulary vocabulary) {
        return properties.sources() == null
                ? FieldSources.shipped(vocabulary)
                : OperatorFiles.sources(properties.sources(), vocabulary);
    }

    @Bean
    EventIngest eventIngest(Database database, Days days, IngestLimits limits) {
        return new EventIngest(database, days, EventTypes.shipped(), limits);
    }

    @Bean
    FeedImport feedImport(
            Database database, Days days, Vocabulary vocabulary, FieldSources sources, IngestLimits limits) {
        return new FeedImport(database, days, vocabulary, sources, limits);
    }

    @Bean
    RefusedLines refusedLines(Database database) {
        return new RefusedLines(database);
    }

    @Bean
    ListImport listImport(Database database, IngestLimits limits) {
        return new ListImport(database, limits);
    }
}
