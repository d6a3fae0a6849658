package dev.tideline.rules.jurisdiction;

import dev.tideline.rules.facts.User;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.jurisdiction.Clause.Consequence;
import java.util.ArrayList;
import java.util.List;

/**
 * The packs of one day. Whoever several bind (he lives here and telephones from there) is bound by the strictest: one
 * clause that denies is enough, and texts add up. Whom none binds gets nothing. Thread-safe.
 *
 * @param packs one version a jurisdiction, in order of their keys
 */
public record PacksInForce(List<Pack> packs) {

    /** Code of a denial for want of a pack. */
    public static final String UNCLEARED = "INELIGIBLE_REGION";

    private static final Ground NO_PACK = new Ground("none", 0, "no pack in force");

    public PacksInForce {
        packs = List.copyOf(packs);
    }

    /** The packs that bind the user. */
    public List<Pack> of(User user) {
        return packs.stream()
                .filter(pack -> Interpreter.holds(pack.where(), user))
                .toList();
    }

    /** Names of the versions that bind the user, as records keep them. */
    public List<String> references(User user) {
        return of(user).stream().map(Pack::reference).toList();
    }

    /** What the law says about this matter for this user. */
    public Verdict verdict(User user, Matter matter) {
        return verdict(of(user), user, matter);
    }

    private static Verdict verdict(List<Pack> binding, User user, Matter matter) {
        if (binding.isEmpty()) {
            return new Verdict.Denied(NO_PACK, UNCLEARED);
        }
        List<Ground> grounds = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Pack pack : binding) {
            for (Clause clause : pack.clauses()) {
                if (!clause.concerns(matter) || !Interpreter.holds(clause.when(), user)) {
                    continue;
                }
                if (clause.consequence() instanceof Consequence.Denies denies) {
                    return new Verdict.Denied(pack.ground(clause), denies.reason());
                }
                grounds.add(pack.ground(clause));
                texts.add(((Consequence.Needs) clause.consequence()).text());
            }
        }
        return texts.isEmpty() ? allowed(binding) : new Verdict.NeedsText(grounds, texts);
    }

    private static Verdict allowed(List<Pack> binding) {
        return new Verdict.Allowed(binding.stream()
                .map(pack -> new Ground(pack.key(), pack.version(), ""))
                .toList());
    }

    /** Names of all versions, for signatures of what binds a run. */
    public String text() {
        return String.join(",", packs.stream().map(Pack::reference).toList());
    }
}
