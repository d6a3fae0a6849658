package dev.tideline.rules.lint.relation;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.lint.solver.Box;
import dev.tideline.rules.lint.solver.Region;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.segments.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that is known of how values of one user belong together. Immutable, thread-safe. */
public final class Relations {

    private static final Relations SHIPPED = of(Vocabulary.shipped());

    /** So many rounds follow any chain of fields that there is. */
    private static final int MOST_ROUNDS = 8;

    private final List<Relation> relations;

    private Relations(List<Relation> relations) {
        this.relations = List.copyOf(relations);
    }

    /** Those of the product's own fields and segments. */
    public static Relations shipped() {
        return SHIPPED;
    }

    private static Relations of(Vocabulary vocabulary) {
        List<Relation> relations = new ArrayList<>(Instants.of(vocabulary.user()));
        relations.addAll(RelationReader.shipped(vocabulary.user()));
        relations.add(Calendar.of(vocabulary.asOf()));
        relations.addAll(Segments.of(vocabulary.user(), Segmentation.shipped(vocabulary)));
        return new Relations(relations);
    }

    /**
     * Why there is nobody.
     *
     * @param said the relations that keep them out
     * @param certain whether the engine makes all of them so
     */
    public record Reason(Wording said, boolean certain) {}

    /** Whether a region that the solver takes for possible has nobody in it. */
    public boolean ruleOut(Region region) {
        return !region.isEmpty() && region.boxes().stream().noneMatch(box -> isPossible(box, relations));
    }

    /** Why a region has nobody in it; empty if somebody may be. */
    public Optional<Reason> reason(Region region) {
        if (!ruleOut(region)) {
            return Optional.empty();
        }
        List<Relation> needed = new ArrayList<>(relations);
        for (Relation relation : relations) {
            List<Relation> others =
                    needed.stream().filter(other -> other != relation).toList();
            if (region.boxes().stream().noneMatch(box -> isPossible(box, others))) {
                needed = new ArrayList<>(others);
            }
        }
        Box first = region.boxes().get(0);
        return Optional.of(new Reason(
                Wording.allOf(needed.stream()
                        .map(relation -> relation.said(first))
                        .distinct()
                        .toList()),
                needed.stream().allMatch(Relation::certain)));
    }

    private static boolean isPossible(Box box, List<Relation> relations) {
        Box left = box;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Box before = left;
            for (Relation relation : relations) {
                List<Box> narrowed = relation.narrowed(left);
                if (narrowed.isEmpty()) {
                    return false;
                }
                if (narrowed.size() == 1) {
                    left = narrowed.get(0);
                }
            }
            if (left.equals(before)) {
                return isPossibleByCase(left, relations);
            }
        }
        return true;
    }

    /** Whether one case of the first relation that tells several leaves somebody. */
    private static boolean isPossibleByCase(Box box, List<Relation> relations) {
        for (Relation relation : relations) {
            List<Box> cases = relation.narrowed(box);
            if (cases.size() > 1) {
                List<Relation> others =
                        relations.stream().filter(other -> other != relation).toList();
                return cases.stream().anyMatch(one -> isPossible(one, others));
            }
        }
        return true;
    }
}
