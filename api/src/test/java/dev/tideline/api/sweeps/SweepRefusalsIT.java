package dev.tideline.api.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SweepRefusalsIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void refusesALiveSweepBehindTheLastOneAndAllowsADryRun() {
        SERVER.database()
                .doInTransaction(transaction ->
                        transaction.execute("UPDATE playbook SET swept_as_of = now() - interval '1 day'"));
        HttpResponse<String> live = sweep("false");
        assertThat(live.statusCode()).as(live.body()).isEqualTo(409);
        assertThat(live.body()).contains("2020-01-01T00:00:00Z", "dry_run", "/v1/replays");
        HttpResponse<String> dry = sweep("true");
        assertThat(dry.statusCode()).as(dry.body()).isEqualTo(202);
    }

    @Test
    void refusesASweepOfAPlaybookThatDoesNotAct() {
        SERVER.post("/v1/playbooks/quiet-14:pause", "application/json", "");
        HttpResponse<String> answer = SERVER.post("/v1/sweeps", "application/json", "{\"playbooks\":[\"quiet-14\"]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains("quiet-14", "Resume");
    }

    private static HttpResponse<String> sweep(String dryRun) {
        return SERVER.post(
                "/v1/sweeps",
                "application/json",
                "{\"as_of\":\"2020-01-01T00:00:00Z\",\"dry_run\":%s}".formatted(dryRun));
    }
}
