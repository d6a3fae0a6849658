package dev.tideline.engine.sweep.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GoneRulesIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final String MEMBERS = "SELECT name AS line FROM membership JOIN rule USING (rule_no) ORDER BY 1";
    private static final String EXITS =
            "SELECT name AS line FROM membership_change JOIN rule USING (rule_no) WHERE NOT entered ORDER BY 1";

    private final FixedScope scope = new FixedScope();

    @BeforeEach
    void members() {
        DB.truncate("run", "rule", "membership", "membership_change");
        for (String rule : List.of("removed/old", "removed/kept", "retired/nudge", "broken/nudge")) {
            execute("INSERT INTO rule (playbook, name) VALUES (split_part('%1$s', '/', 1), '%1$s')".formatted(rule));
        }
        execute("INSERT INTO membership (user_no, rule_no, entered_at) SELECT 7, rule_no, now() FROM rule");
        scope.standing = Map.of("removed", Set.of("removed/kept"), "retired", Set.of());
    }

    @Test
    void endsTheMembershipsOfRulesThatAreGoneAndLogsTheExits() {
        new RunPlanner(DB.database(), scope).planNext();
        assertThat(lines(MEMBERS)).containsExactly("broken/nudge", "removed/kept");
        assertThat(lines(EXITS)).containsExactly("removed/old", "retired/nudge");
    }

    @Test
    void waitsForTheRunBeingWorkedOn() {
        execute("INSERT INTO run (state, as_of, requested_by) VALUES ('RUNNING', now(), 'ann')");
        RunPlanner planner = new RunPlanner(DB.database(), scope);
        planner.planNext();
        assertThat(lines(EXITS)).isEmpty();
        execute("UPDATE run SET state = 'DONE'");
        planner.planNext();
        assertThat(lines(EXITS)).hasSize(2);
    }

    private static List<String> lines(String sql) {
        return DB.database().inTransaction(transaction -> transaction.sql(sql).list(row -> row.text("line")));
    }

    private static void execute(String sql) {
        DB.database().inTransaction(transaction -> transaction.execute(sql));
    }
}
