package dev.tideline.api.command.folder;

import dev.tideline.rules.problem.Wording;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says what the command does, in the language of the terminal. */
final class Terminal {

    private static final List<String> LOCALES = List.of("LC_ALL", "LC_MESSAGES", "LANG");

    private final PrintStream out;
    private final Locale language;

    /** A terminal with this environment. */
    Terminal(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.language = language(environment);
    }

    /** {@code zh-CN} where the environment says {@code zh_CN.UTF-8}. */
    private static Locale language(Map<String, String> environment) {
        String terminal = LOCALES.stream()
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
        return Locale.forLanguageTag(terminal.replaceFirst("[.@].*", "").replace('_', '-'));
    }

    /** Tag of the language, for servers. */
    String languageTag() {
        return language.toLanguageTag();
    }

    /** A line. */
    void say(Wording words) {
        out.println(words.text(language));
    }

    /** A line that belongs to the one before. */
    void detail(Wording words) {
        lines(List.of(words.text(language)));
    }

    /** Lines that belong to the one before, as they are. */
    void lines(Collection<String> lines) {
        lines.forEach(line -> out.println("  " + line));
    }
}
