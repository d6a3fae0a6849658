package dev.tideline.engine.authoring.publication;

import dev.tideline.engine.auditlog.AuditAction;
import dev.tideline.engine.auditlog.AuditLog;
import dev.tideline.engine.auditlog.Change;
import dev.tideline.engine.authoring.Declined;
import dev.tideline.engine.authoring.version.Version;
import dev.tideline.engine.authoring.version.Versions;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.rules.problem.Wording;
import java.util.Map;

/** A second person's consent to a version, by what its simulation said. Blocking; thread-safe. */
public final class Approvals {

    private final Database database;
    private final Versions versions;
    private final SimulationEvidence simulations;

    /** Over this database. */
    public Approvals(Database database, Versions versions, SimulationEvidence simulations) {
        this.database = database;
        this.versions = versions;
        this.simulations = simulations;
    }

    /**
     * Approves a version by a simulation of it. It counts for publications by that simulation alone.
     *
     * @throws Declined if there is no such version or simulation, the simulation is no evidence, or he worked on the version
     */
    public void approve(String playbook, String hash, long simulation, String note, String who) {
        Version version = versions.made(playbook, hash);
        Evidence evidence = found(simulations, simulation);
        database.doInTransaction(transaction -> {
            Echo.check(evidence, playbook, hash, transaction.now());
            if (SecondPerson.isOneOf(version.authors(), who)) {
                throw new Declined(
                        Declined.Reason.OWN_WORK,
                        Wording.of(
                                "Whoever worked on a version does not approve it: {0}",
                                String.join(", ", version.authors())),
                        Map.of("who", who));
            }
            store(transaction, playbook, hash, simulation, note, who);
            AuditLog.append(
                    transaction,
                    Change.of(who, AuditAction.APPROVED, playbook)
                            .of(hash)
                            .because(note)
                            .with(figures(evidence)));
        });
    }

    private static void store(
            Transaction transaction, String playbook, String hash, long simulation, String note, String who) {
        transaction
                .sql("""
                        INSERT INTO approval (playbook, hash, simulation_no, who, note)
                        VALUES (:playbook, :hash, :simulation, :who, :note)
                        """)
                .bind("playbook", playbook)
                .bind("hash", hash)
                .bind("simulation", simulation)
                .bind("who", who)
                .bind("note", note)
                .update();
    }

    static Evidence found(SimulationEvidence simulations, long number) {
        return simulations
                .find(number)
                .orElseThrow(() -> new Declined(
                        Declined.Reason.NOT_SIMULATED, Wording.of("There is no simulation {0}", number), Map.of()));
    }

    static Map<String, String> figures(Evidence evidence) {
        return Map.of(
                "simulation",
                String.valueOf(evidence.number()),
                "audience",
                String.valueOf(evidence.audience()),
                "maximum_spend",
                evidence.maximumSpend().toString());
    }
}
