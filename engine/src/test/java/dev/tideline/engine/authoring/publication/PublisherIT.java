package dev.tideline.engine.authoring.publication;

import static dev.tideline.engine.authoring.publication.SaidSimulations.money;
import static dev.tideline.samples.QuietUsers.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tideline.engine.auditlog.AuditLog;
import dev.tideline.engine.authoring.AuthoringWorld;
import dev.tideline.engine.authoring.Declined;
import dev.tideline.engine.authoring.Declined.Reason;
import dev.tideline.engine.authoring.Draft;
import dev.tideline.engine.authoring.version.Version;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.rulebook.Predecessors;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.sweep.run.RunTerms;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How a version comes into force. */
final class PublisherIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path folder;

    private static AuthoringWorld world;
    private static SaidSimulations simulations;
    private static Approvals approvals;
    private static Publisher publisher;

    @BeforeAll
    static void begin() {
        DB.truncate(AuthoringWorld.tables());
        world = new AuthoringWorld(DB.database(), folder);
        simulations = new SaidSimulations();
        approvals = new Approvals(DB.database(), world.versions(), simulations);
        publisher = new Publisher(
                DB.database(), world.holder(), world.versions(), simulations, new SecondPerson(money("1000"), 500));
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @Test
    void whatWasSimulatedIsSoonInForceOnEveryNode() {
        String hash = version("fresh", 30);
        Publishing wanted = wanted("fresh", hash, simulations.say("fresh", hash, Instant.now(), 100, "250"), "250");
        try (RulebookHolder other = new RulebookHolder(DB.database(), Vocabulary.shipped(), loaded -> {})) {
            other.start();
            publisher.publish(wanted);
            assertThat(world.holder().current().acts("fresh")).isTrue();
            await(() -> other.current().acts("fresh"));
            assertThat(other.current().states().get("fresh").version()).isEqualTo(hash);
        }
        Version version = world.versions().find("fresh", hash).orElseThrow();
        assertThat(version.inForce()).isTrue();
        assertThat(version.publications())
                .singleElement()
                .satisfies(one -> assertThat(one.simulation()).isEqualTo(wanted.simulation()));
        assertThat(world.log("fresh")).containsExactly("ann DRAFT_SAVED", "ann VALIDATED", "ann PUBLISHED");
        assertThat(perRun("fresh")).isEqualTo("250 USDT");
        assertThat(declined(wanted, Kind.PUBLISH)).isEqualTo(Reason.IN_FORCE);
    }

    @Test
    void ofTwoPublicationsAtOnceOnePasses() {
        publishing("raced", 30, "0", 100);
        String before = world.holder().current().states().get("raced").version();
        String hash = version("raced", 31);
        long simulation = simulations.done("raced", hash);
        simulations.meanwhile(
                () -> publisher.publish(new Publishing("raced", hash, simulation, 100, money("0"), 10, "", "bob")));
        assertThat(declined(wanted("raced", hash, simulation, "0"), Kind.PUBLISH))
                .isEqualTo(Reason.IN_FORCE);
        assertThat(world.holder().current().share("raced")).isEqualTo(10);
        assertThat(world.holder().current().states().get("raced").before()).isEqualTo(before);

        String next = version("raced", 32);
        simulations.meanwhile(() -> publisher.ramp("raced", 100, "", "bob"));
        assertThat(declined(wanted("raced", next, simulations.done("raced", next), "0"), Kind.PUBLISH))
                .isEqualTo(Reason.CHANGED_MEANWHILE);
    }

    @Test
    void twoVersionsSideBySideAreBoundByTheGreaterOfTheirMaxima() {
        publishing("bounded", 30, "200", 100);
        assertThat(perRun("bounded")).isEqualTo("200 USDT");
        publishing("bounded", 31, "50", 10);
        assertThat(perRun("bounded")).isEqualTo("200 USDT");
        publisher.ramp("bounded", 100, "", "ann");
        assertThat(perRun("bounded")).isEqualTo("50 USDT");
        publishing("bounded", 32, "300", 10);
        assertThat(perRun("bounded")).isEqualTo("300 USDT");
    }

    private static void publishing(String key, int days, String spend, int share) {
        String hash = version(key, days);
        long simulation = simulations.say(key, hash, Instant.now(), 100, spend);
        publisher.publish(new Publishing(key, hash, simulation, 100, money(spend), share, "", "ann"));
    }

    @Test
    void nothingElseThanWhatWasSimulatedIsPublished() {
        String hash = version("echoed", 30);
        String other = version("echoed", 31);
        long done = simulations.done("echoed", hash);
        Publishing right = wanted("echoed", hash, done, "0");
        assertThat(declined(wanted("echoed", other, done, "0"), Kind.PUBLISH)).isEqualTo(Reason.OTHER_VERSION);
        assertThat(declined(wanted("echoed", hash, done, "0.01"), Kind.PUBLISH)).isEqualTo(Reason.OTHER_FIGURES);
        assertThat(declined(new Publishing("echoed", hash, done, 99, money("0"), 100, "", "ann"), Kind.PUBLISH))
                .isEqualTo(Reason.OTHER_FIGURES);
        assertThat(declined(wanted("echoed", hash, 999, "0"), Kind.PUBLISH)).isEqualTo(Reason.NOT_SIMULATED);
        assertThat(declined(wanted("echoed", "0".repeat(64), done, "0"), Kind.PUBLISH))
                .isEqualTo(Reason.NOT_FOUND);
        long running = simulations.say("echoed", hash, null, 100, "0");
        assertThat(declined(wanted("echoed", hash, running, "0"), Kind.PUBLISH))
                .isEqualTo(Reason.SIMULATION_UNFINISHED);
        long some = simulations.filtered("echoed", hash, "totalAsset >= 100");
        assertThat(declined(wanted("echoed", hash, some, "0"), Kind.PUBLISH)).isEqualTo(Reason.SIMULATION_FILTERED);
        long old = simulations.say(
                "echoed", hash, Instant.now().minus(Duration.ofHours(24)).minusSeconds(60), 100, "0");
        assertThat(declined(wanted("echoed", hash, old, "0"), Kind.PUBLISH)).isEqualTo(Reason.SIMULATION_STALE);
        for (long now : new long[] {89, 111}) {
            simulations.countsNow(done, now);
            assertThat(declined(right, Kind.PUBLISH)).isEqualTo(Reason.AUDIENCE_CHANGED);
        }
        assertThat(declined(right, Kind.ROLLBACK)).isEqualTo(Reason.NEVER_IN_FORCE);
        assertThat(world.holder().current().states()).doesNotContainKey("echoed");
        simulations.countsNow(done, 110);
        publisher.publish(right);
        assertThat(world.holder().current().acts("echoed")).isTrue();
    }

    @Test
    void aSecondPersonApprovesWhatIsLarge() {
        String hash = version("large", 30);
        for (long large : new long[] {
            simulations.say("large", hash, Instant.now(), 501, "0"),
            simulations.say("large", hash, Instant.now(), 100, "1000.01")
        }) {
            Evidence said = simulations.find(large).orElseThrow();
            Publishing wanted =
                    new Publishing("large", hash, large, said.audience(), said.maximumSpend(), 100, "", "ann");
            assertThat(declined(wanted, Kind.PUBLISH)).isEqualTo(Reason.NOT_APPROVED);
        }
        long simulation = simulations.say("large", hash, Instant.now(), 501, "0");
        Declined own =
                catchThrowableOfType(Declined.class, () -> approvals.approve("large", hash, simulation, "", "ann"));
        assertThat(own.reason()).isEqualTo(Reason.OWN_WORK);
        for (String written : new String[] {"Ann", " ANN ", "\u00a0ann", "ａｎｎ"}) {
            assertThat(catchThrowableOfType(
                                    Declined.class, () -> approvals.approve("large", hash, simulation, "", written))
                            .reason())
                    .as("'%s'", written)
                    .isEqualTo(Reason.OWN_WORK);
        }
        approvals.approve("large", hash, simulation, "looks right", "bob");
        long again = simulations.say("large", hash, Instant.now(), 501, "0");
        assertThat(declined(by("ann", hash, again), Kind.PUBLISH)).isEqualTo(Reason.NOT_APPROVED);
        assertThat(declined(by("bob", hash, simulation), Kind.PUBLISH)).isEqualTo(Reason.NOT_APPROVED);
        assertThat(declined(by("BOB ", hash, simulation), Kind.PUBLISH)).isEqualTo(Reason.NOT_APPROVED);
        publisher.publish(by("ann", hash, simulation));
        assertThat(world.versions().find("large", hash).orElseThrow().approvals())
                .singleElement()
                .satisfies(approval -> assertThat(approval.note()).isEqualTo("looks right"));
        assertThat(world.log("large"))
                .containsExactly("ann DRAFT_SAVED", "ann VALIDATED", "bob APPROVED", "ann PUBLISHED");
    }

    private static Publishing by(String who, String hash, long simulation) {
        return new Publishing("large", hash, simulation, 501, money("0"), 100, "", who);
    }

    @Test
    void whatWasInForceComesBackTheSameWay() {
        String first = version("returned", 30);
        String second = version("returned", 31);
        publisher.publish(wanted("returned", first, simulations.done("returned", first), "0"));
        publisher.publish(wanted("returned", second, simulations.done("returned", second), "0"));
        assertThat(declined(wanted("returned", first, 999, "0"), Kind.ROLLBACK)).isEqualTo(Reason.NOT_SIMULATED);
        publisher.rollBack(wanted("returned", first, simulations.done("returned", first), "0"));
        assertThat(world.holder().current().states().get("returned").version()).isEqualTo(first);
        assertThat(world.log("returned")).endsWith("ann PUBLISHED", "ann PUBLISHED", "ann ROLLED_BACK");
        String shipped = world.drafts().find("kyc-nudge").orElseThrow().version();
        Draft other = save("kyc-nudge", files("kyc-nudge", 30));
        assertThat(world.versions().validate("kyc-nudge", "ann").sound()).isTrue();
        publisher.publish(wanted("kyc-nudge", other.version(), simulations.done("kyc-nudge", other.version()), "0"));
        world.playbooks().reload("ops");
        assertThat(world.holder().current().states().get("kyc-nudge").version()).isEqualTo(other.version());
        publisher.rollBack(wanted("kyc-nudge", shipped, simulations.done("kyc-nudge", shipped), "0"));
        assertThat(world.holder().current().states().get("kyc-nudge").version()).isEqualTo(shipped);
    }

    @Test
    void whatWasInForceBeforeIsWrittenDownAsRolledBackHoweverItIsAskedFor() {
        String first = version("again", 30);
        String second = version("again", 31);
        publisher.publish(wanted("again", first, simulations.done("again", first), "0"));
        publisher.publish(wanted("again", second, simulations.done("again", second), "0"));
        publisher.publish(wanted("again", first, simulations.done("again", first), "0"));
        assertThat(world.log("again")).endsWith("ann PUBLISHED", "ann PUBLISHED", "ann ROLLED_BACK");
        assertThat(world.versions().find("again", first).orElseThrow().publications())
                .extracting(Version.Publication::kind)
                .containsExactly("publish", "rollback");
    }

    @Test
    void aDraftWithMistakesIsToldToBeUnsoundRatherThanUnknown() {
        String hash = save("mistaken-yet", Map.of("playbook.yaml", "key: mistaken-yet"))
                .version();
        Declined declined =
                catchThrowableOfType(Declined.class, () -> publisher.publish(wanted("mistaken-yet", hash, 999, "0")));
        assertThat(declined.reason()).isEqualTo(Reason.UNSOUND);
        assertThat(declined.problems()).isNotEmpty();
        assertThat(catchThrowableOfType(Declined.class, () -> approvals.approve("mistaken-yet", hash, 999, "", "bob"))
                        .reason())
                .isEqualTo(Reason.UNSOUND);
    }

    @Test
    void aPublishedVersionStandsUntilTheFolderHoldsAnother() throws IOException {
        write("foldered", 30);
        assertThat(world.playbooks().reload("ops").changed()).containsExactly("foldered");
        String own = world.drafts().find("foldered").orElseThrow().version();
        String hash = version("foldered", 31);
        publisher.publish(wanted("foldered", hash, simulations.done("foldered", hash), "0"));
        assertThat(world.playbooks().reload("ops").changed()).isEmpty();
        assertThat(world.holder().current().states().get("foldered").version()).isEqualTo(hash);
        write("foldered", 32);
        assertThat(world.playbooks().reload("ops").changed()).containsExactly("foldered");
        assertThat(world.holder().current().states().get("foldered").version()).isNotIn(hash, own);
        assertThat(world.log("foldered")).endsWith("ann PUBLISHED", "ops BROUGHT");
        assertThat(perRun("foldered")).isNotEqualTo("0 USDT");
    }

    @Test
    void aShareOfPersonsIsPublishedAndRamped() {
        String hash = version("ramped", 30);
        long simulation = simulations.done("ramped", hash);
        publisher.publish(new Publishing("ramped", hash, simulation, 100, money("0"), 1, "", "ann"));
        assertThat(world.holder().current().share("ramped")).isEqualTo(1);
        DB.database()
                .doInTransaction(transaction ->
                        transaction.execute("UPDATE playbook SET watermark = '99' WHERE playbook = 'ramped'"));
        publisher.ramp("ramped", 10, "all is well", "bob");
        assertThat(world.holder().current().share("ramped")).isEqualTo(10);
        assertThat(world.log("ramped")).endsWith("bob RAMPED");
        assertThat(new AuditLog(DB.database()).page("ramped", null, 1).entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.version()).isEqualTo(hash));
        long anew = DB.database()
                .inTransaction(transaction -> transaction
                        .sql("SELECT count(*) AS n FROM playbook WHERE playbook = 'ramped' AND watermark = '0'")
                        .one(row -> row.number("n")));
        assertThat(anew).isEqualTo(1);
        publisher.ramp("ramped", 100, "", "bob");
        assertThat(world.holder().current().shares()).doesNotContainKey("ramped");
        assertThat(catchThrowableOfType(Declined.class, () -> publisher.ramp("nobody", 10, "", "bob"))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void whatIsNotSoundAnyMoreIsNotPublished() {
        String hash = version("unsound", 30);
        DB.database().doInTransaction(transaction -> {
            transaction.execute("SET LOCAL session_replication_role = replica");
            transaction
                    .sql("UPDATE playbook_version SET files = jsonb_set(files, '{scenarios.yaml}', '\"[]\"')"
                            + " WHERE hash = :hash")
                    .bind("hash", hash)
                    .update();
        });
        Declined declined = catchThrowableOfType(
                Declined.class,
                () -> publisher.publish(wanted("unsound", hash, simulations.done("unsound", hash), "0")));
        assertThat(declined.reason()).isEqualTo(Reason.UNSOUND);
        assertThat(declined.problems()).isNotEmpty();
    }

    private enum Kind {
        PUBLISH,
        ROLLBACK
    }

    private static Reason declined(Publishing wanted, Kind kind) {
        return catchThrowableOfType(Declined.class, () -> {
                    if (kind == Kind.PUBLISH) {
                        publisher.publish(wanted);
                    } else {
                        publisher.rollBack(wanted);
                    }
                })
                .reason();
    }

    private static String perRun(String playbook) {
        UnaryOperator<BudgetPlan> within = plan -> DB.database()
                .inTransaction(transaction -> RunTerms.of(transaction, Set.of(playbook), Predecessors.NONE))
                .within(plan);
        return within.apply(BudgetPlan.shipped()).hold(playbook).perRun().toString();
    }

    private static Publishing wanted(String key, String hash, long simulation, String spend) {
        return new Publishing(key, hash, simulation, 100, money(spend), 100, "a test", "ann");
    }

    private static String version(String key, int days) {
        Draft saved = save(key, files(key, days));
        assertThat(world.versions().validate(key, "ann").sound()).isTrue();
        return saved.version();
    }

    private static Draft save(String key, Map<String, String> files) {
        String before = world.drafts().find(key).map(Draft::version).orElse(null);
        return world.drafts().save(key, files, before, "", "ann");
    }

    private static void write(String key, int days) throws IOException {
        Path own = Files.createDirectories(folder.resolve(key));
        for (Map.Entry<String, String> file : files(key, days).entrySet()) {
            Files.writeString(own.resolve(file.getKey()), file.getValue());
        }
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for half a minute").isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
