package dev.tideline.engine.rulebook;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.language.CheckedRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Numbers of rules in PostgreSQL, the same over all versions, and the audiences that rules feed. */
final class RuleNumbers {

    private final Database database;

    RuleNumbers(Database database) {
        this.database = database;
    }

    /** Gives every rule its number and notes which audiences it feeds. */
    Map<String, Integer> of(List<CheckedRule> rules) {
        return database.inTransaction(transaction -> {
            transaction.execute("SELECT FROM catalogue FOR UPDATE");
            transaction
                    .sql("""
                            INSERT INTO rule (playbook, name)
                            SELECT * FROM unnest(:playbooks::text[], :names::text[]) ON CONFLICT (name) DO NOTHING
                            """)
                    .bind("playbooks", rules.stream().map(CheckedRule::playbook).toList())
                    .bind("names", rules.stream().map(CheckedRule::name).toList())
                    .update();
            Map<String, Integer> numbers = all(transaction);
            feed(transaction, rules, numbers);
            return numbers;
        });
    }

    /** The numbers of all rules that ever were in force. */
    Map<String, Integer> all() {
        return database.inTransaction(RuleNumbers::all);
    }

    private static Map<String, Integer> all(Transaction transaction) {
        Map<String, Integer> numbers = new TreeMap<>();
        transaction
                .sql("SELECT name, rule_no FROM rule")
                .list(row -> numbers.put(row.text("name"), row.integer("rule_no")));
        return numbers;
    }

    private static void feed(Transaction transaction, List<CheckedRule> rules, Map<String, Integer> numbers) {
        List<String> audiences = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        List<Long> ruleNumbers = new ArrayList<>();
        for (CheckedRule rule : rules) {
            long number = Objects.requireNonNull(numbers.get(rule.name()), rule.name());
            audiences.add(rule.playbook());
            kinds.add("playbook");
            ruleNumbers.add(number);
            for (Part part : rule.parts()) {
                if (part instanceof Part.Audience || part instanceof Part.Segment) {
                    audiences.add(part.key());
                    kinds.add(part instanceof Part.Audience ? "audience" : "segment");
                    ruleNumbers.add(number);
                }
            }
        }
        transaction.execute("CREATE TEMP TABLE feeds (audience text, kind text, rule_no integer) ON COMMIT DROP");
        transaction
                .sql(
                        "INSERT INTO feeds SELECT DISTINCT * FROM unnest(:audiences::text[], :kinds::text[], :rules::integer[])")
                .bind("audiences", audiences)
                .bind("kinds", kinds)
                .bind("rules", ruleNumbers)
                .update();
        transaction.execute("""
                DELETE FROM audience_rule a WHERE rule_no IN (SELECT rule_no FROM feeds)
                   AND NOT EXISTS (SELECT FROM feeds f WHERE (f.audience, f.kind, f.rule_no) = (a.audience, a.kind, a.rule_no))
                """);
        transaction.execute("INSERT INTO audience_rule SELECT * FROM feeds ON CONFLICT DO NOTHING");
    }
}
