package dev.tideline.rules.reading;

import dev.tideline.rules.facts.Vocabulary;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Parameter;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import java.util.List;
import java.util.Map;

/** Reads the rule files of authors. Nothing in them is compiled or executed. Thread-safe. */
public final class DrlReader {

    /** Reads rules against this vocabulary. */
    public DrlReader(Vocabulary vocabulary) {}

    /**
     * The rules of one playbook, in the order of the files and within them, or everything that is wrong with them.
     *
     * @param key key of the playbook, which its rule names start with
     * @param files text by file name; problems name the file
     * @param parameters by name, without {@code $}
     */
    public Checked<List<CheckedRule>> playbook(
            String key, Map<String, String> files, Map<String, Parameter> parameters) {
        return new Checked.Invalid<>(List.of(new Problem(Place.at("", 0, 0), "", "a reader, which follows")));
    }

    /** The guardrails of one file, whose names start with any key, or everything that is wrong with them. */
    public Checked<List<CheckedRule>> guardrails(String source, String text) {
        return new Checked.Invalid<>(List.of(new Problem(Place.at("", 0, 0), "", "a reader, which follows")));
    }
}
