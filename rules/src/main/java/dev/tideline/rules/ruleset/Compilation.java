package dev.tideline.rules.ruleset;

import dev.tideline.rules.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What compiling came to. A bad playbook is left out; bad guardrails fail the whole, since nothing may run without them. */
public sealed interface Compilation {

    /** Playbooks that are left out, with everything that is wrong with each; by key. */
    Map<String, List<Problem>> refused();

    /**
     * The rulebook.
     *
     * @throws IllegalArgumentException with all problems of the guardrails, one a line, if there are any
     */
    Rulebook rulebook();

    /** There is a rulebook, of all playbooks that are not refused. */
    record Compiled(Rulebook rulebook, Map<String, List<Problem>> refused) implements Compilation {
        public Compiled {
            Objects.requireNonNull(rulebook, "rulebook");
            refused = Map.copyOf(refused);
        }
    }

    /** There is none: the guardrails have these problems. */
    record Failed(List<Problem> guardrails, Map<String, List<Problem>> refused) implements Compilation {
        public Failed {
            guardrails = List.copyOf(guardrails);
            refused = Map.copyOf(refused);
        }

        @Override
        public Rulebook rulebook() {
            throw new IllegalArgumentException(
                    guardrails.stream().map(Problem::message).collect(Collectors.joining("\n")));
        }
    }
}
