package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.access.Role;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Prometheus finds. */
class MetricsIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void tellsAnOperatorWhatTheEngineDoes() {
        SERVER.database().doInTransaction(transaction -> {
            transaction.execute("insert into intake (kind, received_at, accepted, duplicates, conflicts, refused)"
                    + " values ('LIST', now(), 7, 0, 0, 2)");
            transaction.execute("insert into source_watermark (source, watermark)"
                    + " values ('metrics-test', now() - interval '1 hour')");
            transaction.execute("with made as (insert into run (state, as_of, requested_by, started_at, finished_at)"
                    + " values ('DONE', now(), 'test', now() - interval '3 s', now()) returning run_no)"
                    + " insert into run_count select run_no, 0, 'metrics-test', 'DROPPED', 'NO_CONSENT', 5 from made");
        });

        assertThat(scrapeOnceRead())
                .containsPattern("tideline_ingest_lines_total\\{kind=\"list\",result=\"refused\"\\} [1-9]")
                .contains("tideline_decisions_total{outcome=\"DROPPED\",playbook=\"metrics-test\"} 5.0")
                .containsPattern("tideline_decision_reasons_total\\{outcome=\"DROPPED\",reason=\"NO_CONSENT\"} [5-9]")
                .containsPattern("tideline_source_lag_seconds\\{source=\"metrics-test\"\\} 36")
                .containsPattern("tideline_runs\\{state=\"done\"\\} [1-9]")
                .containsPattern("tideline_sweep_duration_seconds_count [1-9]")
                .containsPattern("tideline_rulebook_info\\{hash=\"[0-9a-f]{12}\"\\} 1")
                .containsPattern("tideline_rulebook_loads_total\\{result=\"complete\"\\} [1-9]")
                .contains(
                        "tideline_rulebook_loads_total{result=\"refused\"}",
                        "tideline_rulebook_playbooks_refused",
                        "tideline_rulebook_playbooks_acting",
                        "tideline_rulebook_playbooks_quarantined",
                        "tideline_poison_cuts",
                        "tideline_sweep_persons_total",
                        "tideline_outbox_ready",
                        "tideline_outbox_late_seconds",
                        "tideline_poison_users",
                        "tideline_rulebook_epoch");
    }

    /** Numbers are read at most every five seconds, and a series appears at the scrape after its first row. */
    private static String scrapeOnceRead() {
        Instant end = Instant.now().plusSeconds(30);
        String found = scrape();
        while (!found.contains("playbook=\"metrics-test\"") && Instant.now().isBefore(end)) {
            found = scrape();
        }
        return found + scrape();
    }

    private static String scrape() {
        return SERVER.send(SERVER.request("/metrics", SERVER.key(Role.VIEWER))).body();
    }
}
