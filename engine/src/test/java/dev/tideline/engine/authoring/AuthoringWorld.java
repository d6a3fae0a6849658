package dev.tideline.engine.authoring;

import dev.tideline.engine.arbitration.given.Salts;
import dev.tideline.engine.auditlog.AuditEntry;
import dev.tideline.engine.auditlog.AuditLog;
import dev.tideline.engine.authoring.validation.Validator;
import dev.tideline.engine.authoring.version.Versions;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.rulebook.Playbooks;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.snapshot.measure.HistoryRules;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.rules.facts.vocabulary.MarketFacts;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.LimitsReader;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.lint.subject.Assumptions;
import dev.tideline.rules.segments.Segmentation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What authoring needs, over a test's database: the catalogue is brought and in force. */
public final class AuthoringWorld implements AutoCloseable {

    private static final String[] TABLES = {
        "playbook",
        "playbook_version",
        "refused_folder",
        "rule",
        "schedule",
        "draft",
        "approval",
        "publication",
        "audit_log"
    };

    private final Database database;
    private final RulebookHolder holder;
    private final Playbooks playbooks;
    private final Validator validator;
    private final Drafts drafts;
    private final Versions versions;
    private final EvaluationPolicy policy;

    /** Over this database, which has just been emptied of {@link #tables}. */
    public AuthoringWorld(Database database, @Nullable Path folder) {
        database.doInTransaction(transaction -> transaction.execute("UPDATE audit_head SET entry_no = 0, hash = ''"));
        this.database = database;
        Vocabulary vocabulary = Vocabulary.shipped();
        Segmentation segments = Segmentation.shipped(vocabulary);
        FactsModel model = new FactsModel(
                vocabulary, FieldSources.shipped(vocabulary), Days.UTC, segments, HistoryRules.of(segments));
        policy = new EvaluationPolicy(
                model,
                LimitsReader.shipped(),
                Incentives.shipped(),
                Salts.STANDARD,
                asOf -> MarketFacts.unknown(vocabulary));
        holder = new RulebookHolder(database, vocabulary, loaded -> {});
        playbooks = new Playbooks(database, holder, folder, ZoneOffset.UTC);
        playbooks.bring("");
        holder.start();
        validator = new Validator(holder, policy, Assumptions.shipped(), database, Clock.systemUTC());
        drafts = new Drafts(database);
        versions = new Versions(database, drafts, validator);
    }

    /** Tables to be emptied before. */
    public static String[] tables() {
        return TABLES.clone();
    }

    public Database database() {
        return database;
    }

    public RulebookHolder holder() {
        return holder;
    }

    public Playbooks playbooks() {
        return playbooks;
    }

    public Validator validator() {
        return validator;
    }

    public Drafts drafts() {
        return drafts;
    }

    public Versions versions() {
        return versions;
    }

    public EvaluationPolicy policy() {
        return policy;
    }

    /** What the log says of a playbook, the first entry first: {@code ann DRAFT_SAVED}. */
    public List<String> log(String playbook) {
        List<String> lines = new ArrayList<>();
        for (AuditEntry entry : new AuditLog(database).page(playbook, null, 500).entries()) {
            lines.add(0, entry.who() + " " + entry.action());
        }
        return lines;
    }

    /** Files with other text in one of them. */
    public static Map<String, String> with(Map<String, String> files, String name, String from, String to) {
        Map<String, String> other = new TreeMap<>(files);
        other.computeIfPresent(name, (key, text) -> text.replace(from, to));
        return other;
    }

    @Override
    public void close() {
        holder.close();
    }
}
