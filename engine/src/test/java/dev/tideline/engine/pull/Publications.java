package dev.tideline.engine.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.authoring.AuthoringWorld;
import dev.tideline.engine.authoring.Draft;
import dev.tideline.engine.authoring.publication.Evidence;
import dev.tideline.engine.authoring.publication.Publisher;
import dev.tideline.engine.authoring.publication.Publishing;
import dev.tideline.engine.authoring.publication.SecondPerson;
import dev.tideline.engine.authoring.publication.SimulationEvidence;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Publishes versions of one shipped playbook by simulations that say what a test wants. */
final class Publications implements SimulationEvidence, AutoCloseable {

    private static final Asset USDT = Assets.shipped().require("USDT");
    private static final long AUDIENCE = 100;

    private final Map<Long, Evidence> said = new HashMap<>();
    private final String key;
    private final AuthoringWorld world;
    private final Publisher publisher;
    private final Map<String, String> shipped;

    Publications(Database database, String key) {
        this.key = key;
        world = new AuthoringWorld(database, null);
        publisher = new Publisher(
                database, world.holder(), world.versions(), this, new SecondPerson(money("1000000"), 1_000));
        shipped = Objects.requireNonNull(world.holder().current().playbooks().get(key))
                .files();
    }

    RulebookHolder holder() {
        return world.holder();
    }

    /** The shipped files with a fee voucher of this worth, and with a remark that makes them another version. */
    Map<String, String> files(int worth, String remark) {
        Map<String, String> files = new TreeMap<>(shipped);
        files.replaceAll((name, text) -> text.replace("fee-voucher-10", "fee-voucher-" + worth));
        files.computeIfPresent("playbook.yaml", (name, text) -> remark + "\n" + text);
        return files;
    }

    /** Brings files into force by a simulation that found this maximum, unless they are in force. */
    void publish(Map<String, String> files, String most, int share) {
        String before = world.drafts().find(key).map(Draft::version).orElse(null);
        String version = world.drafts().save(key, files, before, "", "ann").version();
        assertThat(world.versions().validate(key, "ann").problems()).isEmpty();
        if (!holder().current().versions().contains(version)) {
            long number = said.size() + 1L;
            said.put(number, new Evidence(number, key, version, "", Instant.now(), AUDIENCE, money(most)));
            publisher.publish(new Publishing(key, version, number, AUDIENCE, money(most), share, "", "ann"));
        }
    }

    private static Money money(String amount) {
        return USDT.of(amount);
    }

    @Override
    public Optional<Evidence> find(long number) {
        return Optional.ofNullable(said.get(number));
    }

    @Override
    public long recount(long number) {
        return AUDIENCE;
    }

    @Override
    public void close() {
        world.close();
    }
}
