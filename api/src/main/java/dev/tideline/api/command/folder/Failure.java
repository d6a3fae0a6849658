package dev.tideline.api.command.folder;

import dev.tideline.rules.problem.Wording;
import java.util.List;

/** What keeps the command, or one playbook of it, from going on. */
final class Failure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Exit exit;
    private final transient List<Wording> words;

    /** For one reason. */
    Failure(Exit exit, Wording words) {
        this(exit, List.of(words));
    }

    /** For several reasons, of which there is at least one. */
    Failure(Exit exit, List<Wording> words) {
        super(words.get(0).text(), null, false, false);
        this.exit = exit;
        this.words = List.copyOf(words);
    }

    /** How the command ends. */
    Exit exit() {
        return exit;
    }

    /** Why: the place, the value and what was expected. */
    List<Wording> words() {
        return words;
    }
}
