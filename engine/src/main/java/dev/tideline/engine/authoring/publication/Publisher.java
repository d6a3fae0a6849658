package dev.tideline.engine.authoring.publication;

import dev.tideline.engine.authoring.Declined;
import dev.tideline.engine.authoring.publication.PublicationStore.Acting;
import dev.tideline.engine.authoring.version.Version;
import dev.tideline.engine.authoring.version.Versions;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Wording;
import java.util.Map;
import java.util.Optional;

/**
 * Brings versions into force. A version is in force on this node when a call returns and on the others within two seconds; a
 * run that is under way finishes with what it began with. Blocking; thread-safe.
 */
public final class Publisher {

    private final Database database;
    private final RulebookHolder holder;
    private final Versions versions;
    private final SimulationEvidence simulations;
    private final SecondPerson secondPerson;

    /**
     * A publisher.
     *
     * @param secondPerson above what somebody else has to approve
     */
    public Publisher(
            Database database,
            RulebookHolder holder,
            Versions versions,
            SimulationEvidence simulations,
            SecondPerson secondPerson) {
        this.database = database;
        this.holder = holder;
        this.versions = versions;
        this.simulations = simulations;
        this.secondPerson = secondPerson;
    }

    /** What is asked for. */
    private enum Kind {
        PUBLISH,
        ROLLBACK
    }

    /**
     * Brings a version into force by what a simulation said of it. One that was in force before is written down as rolled back.
     *
     * @throws Declined with the first thing that does not allow it
     */
    public void publish(Publishing wanted) {
        bring(wanted, Kind.PUBLISH);
    }

    /**
     * Brings a version into force that was so before, the same way.
     *
     * @throws Declined with the first thing that does not allow it
     */
    public void rollBack(Publishing wanted) {
        bring(wanted, Kind.ROLLBACK);
    }

    /**
     * Changes the share of persons that the version in force acts for, from its next run on. For the others the version goes on
     * that was in force before, if there was one.
     *
     * @throws Declined if there is no such playbook, the two cannot act side by side, or somebody else changed them meanwhile
     */
    public void ramp(String playbook, int share, String note, String who) {
        Optional<Acting> seen = acting(playbook);
        if (share != PublicationStore.EVERYBODY) {
            seen.ifPresent(acting ->
                    acting.outside().ifPresent(outside -> checkSideBySide(playbook, acting.version(), outside)));
        }
        boolean found = database.inTransaction(transaction -> {
            PublicationStore store = new PublicationStore(transaction);
            store.lock();
            checkUnchanged(seen, store.acting(playbook));
            return store.ramp(playbook, share, note, who);
        });
        if (!found) {
            throw Declined.notFound(Wording.of("There is no playbook `{0}` in force", playbook));
        }
        holder.refresh();
    }

    private void bring(Publishing wanted, Kind kind) {
        Version version = versions.made(wanted.playbook(), wanted.version());
        Evidence evidence = Approvals.found(simulations, wanted.simulation());
        database.doInTransaction(
                transaction -> checkState(new PublicationStore(transaction), wanted, version, evidence, kind));
        Optional<Acting> seen = acting(wanted.playbook());
        if (wanted.share() != PublicationStore.EVERYBODY) {
            seen.flatMap(Acting::outsideNext)
                    .ifPresent(outside -> checkSideBySide(wanted.playbook(), wanted.version(), outside));
        }
        Echo.check(evidence, simulations.recount(evidence.number()));
        Versions.checkSound(versions.revalidate(wanted.playbook(), wanted.version()));
        Playbook playbook = versions.playbook(wanted.playbook(), wanted.version());
        database.doInTransaction(transaction -> {
            PublicationStore store = new PublicationStore(transaction);
            store.lock();
            checkState(store, wanted, version, evidence, kind);
            checkUnchanged(seen, store.acting(wanted.playbook()));
            store.put(wanted, evidence, playbook, wasInForce(version));
        });
        holder.refresh();
    }

    private void checkState(PublicationStore store, Publishing wanted, Version version, Evidence evidence, Kind kind) {
        if (store.acting(wanted.playbook())
                .map(Acting::version)
                .filter(wanted.version()::equals)
                .isPresent()) {
            throw new Declined(
                    Declined.Reason.IN_FORCE,
                    Wording.of("Version {0} is in force already", wanted.version()),
                    Map.of());
        }
        if (kind == Kind.ROLLBACK && !wasInForce(version)) {
            throw new Declined(
                    Declined.Reason.NEVER_IN_FORCE,
                    Wording.of("Version {0} never was in force; publish it", wanted.version()),
                    Map.of());
        }
        Echo.check(evidence, wanted.playbook(), wanted.version(), store.now());
        Echo.check(evidence, wanted);
        if (secondPerson.isNeeded(evidence) && !store.isApproved(wanted)) {
            throw new Declined(
                    Declined.Reason.NOT_APPROVED,
                    Wording.of(
                            "Somebody else who did not work on it has to approve it by simulation {0} first",
                            evidence.number()),
                    Map.of(
                            "spend_without_approval",
                            secondPerson.spend().toString(),
                            "audience_without_approval",
                            String.valueOf(secondPerson.audience())));
        }
    }

    private Optional<Acting> acting(String playbook) {
        return database.inTransaction(transaction -> new PublicationStore(transaction).acting(playbook));
    }

    private static void checkUnchanged(Optional<Acting> seen, Optional<Acting> now) {
        if (!seen.equals(now)) {
            throw new Declined(
                    Declined.Reason.CHANGED_MEANWHILE,
                    Wording.of(
                            "Somebody else changed which versions act meanwhile. Look at the playbook, then try again"),
                    Map.of());
        }
    }

    /** Two versions of one playbook run together, so that they need one schedule; nothing is gained by two that are one. */
    private void checkSideBySide(String playbook, String version, String outside) {
        if (version.equals(outside)) {
            throw new Declined(
                    Declined.Reason.IN_FORCE,
                    Wording.of(
                            "Version {0} goes on outside the share already; bring it into force for everybody",
                            version),
                    Map.of());
        }
        if (!versions.playbook(playbook, version)
                .schedule()
                .equals(versions.playbook(playbook, outside).schedule())) {
            throw new Declined(
                    Declined.Reason.OTHER_SCHEDULE,
                    Wording.of(
                            "Version {0} has another schedule than version {1}, which goes on outside its share; publish it for everybody",
                            version, outside),
                    Map.of("outside", outside));
        }
    }

    private static boolean wasInForce(Version version) {
        return !version.origin().equals("stored") || !version.publications().isEmpty();
    }
}
