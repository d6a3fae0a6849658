package dev.tideline.engine.rulebook.catalogue;

import dev.tideline.engine.database.Transaction;
import dev.tideline.rules.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Folders that the last look refused, in PostgreSQL, for all nodes to tell. */
final class RefusedFolders {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<KeptProblem>> PROBLEMS = new TypeReference<>() {};

    private RefusedFolders() {}

    /** By folder. */
    static Map<String, Offer.Refusal> read(Transaction transaction) {
        Map<String, Offer.Refusal> refused = new TreeMap<>();
        transaction
                .sql("SELECT folder, playbook, problems FROM refused_folder")
                .list(row -> refused.put(
                        row.text("folder"), new Offer.Refusal(row.text("playbook"), problems(row.text("problems")))));
        return refused;
    }

    /** Makes these the refused ones; says whether they differ from those before. */
    static boolean replace(Transaction transaction, Map<String, Offer.Refusal> refused) {
        if (refused.equals(read(transaction))) {
            return false;
        }
        transaction.execute("DELETE FROM refused_folder");
        refused.forEach((folder, refusal) -> transaction
                .sql("INSERT INTO refused_folder (folder, playbook, problems) VALUES (:folder, :key, :problems::jsonb)")
                .bind("folder", folder)
                .bind("key", refusal.playbook())
                .bind("problems", json(refusal.problems()))
                .update());
        return true;
    }

    private static List<Problem> problems(String json) {
        return JSON.readValue(json, PROBLEMS).stream().map(KeptProblem::problem).toList();
    }

    private static String json(List<Problem> problems) {
        return JSON.writeValueAsString(problems.stream().map(KeptProblem::of).toList())
                .replace("\\u0000", "");
    }
}
