package dev.tideline.engine.rulebook.catalogue;

import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the operator's folders offer.
 *
 * @param sound playbooks that may come into force, by folder
 * @param refused folders that may not, with the key that each claims
 * @param complete whether all folders were seen: what is not among them is gone
 */
public record Offer(Map<String, Playbook> sound, Map<String, Refusal> refused, boolean complete) {

    /** No folder is configured: what came from folders stays as it is. */
    private static final Offer NOTHING = new Offer(Map.of(), Map.of(), false);

    /**
     * Why a folder is refused.
     *
     * @param playbook key that it claims
     * @param problems everything that is wrong with it
     */
    public record Refusal(String playbook, List<Problem> problems) {}

    /**
     * Reads the folders, refuses those that claim the same key, and compiles and proves the rest.
     *
     * @param compiler finds what is wrong with the rules and cases of playbooks, by key
     */
    public static Offer of(@Nullable Path folder, Function<Collection<Playbook>, Map<String, List<Problem>>> compiler) {
        if (folder == null) {
            return NOTHING;
        }
        List<PlaybookFolder.Found> found;
        try {
            found = PlaybookFolder.read(folder);
        } catch (IOException e) {
            Problem problem = problem(folder.toString(), "", Wording.of("a folder that can be read: {0}", e));
            return new Offer(Map.of(), Map.of(folder.toString(), new Refusal("", List.of(problem))), false);
        }
        return of(found, compiler);
    }

    private static Offer of(
            List<PlaybookFolder.Found> all, Function<Collection<Playbook>, Map<String, List<Problem>>> compiler) {
        Map<String, Playbook> sound = new TreeMap<>();
        Map<String, Refusal> refused = new TreeMap<>();
        for (PlaybookFolder.Found found : all) {
            List<Problem> problems = new ArrayList<>(twins(found, all));
            problems.addAll(found.playbook().problems());
            if (problems.isEmpty()) {
                sound.put(found.folder(), found.playbook().orThrow());
            } else {
                refused.put(found.folder(), new Refusal(found.key(), problems));
            }
        }
        Map<String, List<Problem>> broken = compiler.apply(sound.values());
        sound.entrySet().removeIf(entry -> {
            String key = entry.getValue().key();
            List<Problem> problems = broken.get(key);
            if (problems != null) {
                refused.put(entry.getKey(), new Refusal(key, problems));
            }
            return problems != null;
        });
        return new Offer(sound, refused, true);
    }

    private static List<Problem> twins(PlaybookFolder.Found found, List<PlaybookFolder.Found> all) {
        List<String> folders = all.stream()
                .filter(other -> other.key().equals(found.key()))
                .map(other -> "'" + other.folder() + "'")
                .toList();
        return folders.size() < 2
                ? List.of()
                : List.of(problem(
                        Playbook.DECLARATION,
                        found.key(),
                        Wording.of(
                                "a key of its own: the folders {0} all claim this one", String.join(", ", folders))));
    }

    private static Problem problem(String source, String value, Wording expected) {
        return new Problem(Place.at(source, 0, 0), value, expected);
    }

    /** Names of all folders seen. */
    List<String> folders() {
        return Stream.concat(sound.keySet().stream(), refused.keySet().stream()).toList();
    }

    /** Keys that some folder claims. */
    List<String> keys() {
        return Stream.concat(
                        sound.values().stream().map(Playbook::key),
                        refused.values().stream().map(Refusal::playbook))
                .toList();
    }

    /** What is wrong, by folder. */
    public Map<String, List<Problem>> problems() {
        return refused.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().problems()));
    }
}
