package dev.tideline.api.command.folder;

import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Wording;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the command is called with.
 *
 * @param verb {@code plan}, {@code apply} or {@code pull}
 * @param folder of playbooks
 * @param note why, for the audit log
 * @param replaced keys of playbooks that are written over although they were changed on the other side
 * @param server its address, without a slash at its end
 * @param key an API key of it
 * @param share percent of persons to publish for
 */
record Call(String verb, Path folder, String note, Set<String> replaced, URI server, String key, int share) {

    private static final List<String> VERBS = List.of("plan", "apply", "pull");
    private static final String REPLACE = "--replace";
    private static final String NOTE = "--note";
    private static final List<String> OPTIONS = List.of(REPLACE, NOTE);
    private static final String NO_NOTE = "applied from a folder";
    private static final String LOCAL = "http://localhost:8080";
    private static final String EVERYBODY = "100";

    Call {
        replaced = Set.copyOf(replaced);
    }

    /** How it is called. */
    static Wording usage() {
        return Wording.of(
                "Say: plan, apply or pull FOLDER [--replace KEY] [--note WHY]. The address of the server stands in TIDELINE_SERVER ({0} if missing), a key of it in TIDELINE_KEY, and in TIDELINE_SHARE the percent of persons to publish for ({1} if missing). Without a command, or with settings such as --server.port=8081 alone, a server starts.",
                LOCAL, EVERYBODY);
    }

    /**
     * Reads arguments and environment.
     *
     * @throws Failure with everything that is wrong with them
     */
    static Call read(Map<String, String> environment, List<String> arguments) throws Failure {
        if (!VERBS.contains(arguments.get(0))) {
            throw new Failure(
                    Exit.CALLED_WRONGLY,
                    List.of(
                            Wording.of(
                                    "There is no command `{0}`; {1}",
                                    arguments.get(0), Nearest.hint(arguments.get(0), VERBS)),
                            usage()));
        }
        List<Wording> wrong = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        Map<String, Set<String>> options = new HashMap<>();
        read(arguments.subList(1, arguments.size()).iterator(), folders, options, wrong);
        Set<String> notes = options.getOrDefault(NOTE, Set.of(NO_NOTE));
        if (notes.size() > 1) {
            wrong.add(Wording.of("{0}: one is expected", NOTE));
        }
        if (folders.size() != 1) {
            wrong.add(Wording.of("One folder of playbooks is expected, these are {0}", folders.size()));
        }
        String key = key(environment, wrong);
        String share = share(environment, wrong);
        String server = server(environment, wrong);
        if (!wrong.isEmpty()) {
            wrong.add(usage());
            throw new Failure(Exit.CALLED_WRONGLY, wrong);
        }
        return new Call(
                arguments.get(0),
                Path.of(folders.get(0)),
                notes.iterator().next(),
                options.getOrDefault(REPLACE, Set.of()),
                URI.create(server),
                key,
                Integer.parseInt(share));
    }

    private static void read(
            Iterator<String> arguments, List<String> folders, Map<String, Set<String>> options, List<Wording> wrong) {
        while (arguments.hasNext()) {
            String argument = arguments.next();
            String option = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
            if (!argument.startsWith("-")) {
                folders.add(argument);
            } else if (!OPTIONS.contains(option)) {
                wrong.add(Wording.of("There is no option `{0}`; {1}", option, Nearest.hint(option, OPTIONS)));
            } else {
                String value = argument.length() > option.length()
                        ? argument.substring(option.length() + 1)
                        : arguments.hasNext() ? arguments.next() : "";
                if (value.isBlank()) {
                    wrong.add(missing(option));
                }
                options.computeIfAbsent(option, name -> new HashSet<>()).add(value);
            }
        }
    }

    private static Wording missing(String option) {
        return option.equals(NOTE)
                ? Wording.of("{0}: words are expected after it", NOTE)
                : Wording.of("{0}: the key of a playbook is expected after it", REPLACE);
    }

    private static String key(Map<String, String> environment, List<Wording> wrong) {
        String key = environment.getOrDefault("TIDELINE_KEY", "").strip();
        if (key.isEmpty()) {
            wrong.add(Wording.of("TIDELINE_KEY is not set: an API key of the server is expected"));
        } else if (!key.matches("[!-~]+")) {
            wrong.add(Wording.of(
                    "TIDELINE_KEY holds what no API key has: letters, digits and signs in one word are expected"));
        }
        return key;
    }

    private static String share(Map<String, String> environment, List<Wording> wrong) {
        String share = environment.getOrDefault("TIDELINE_SHARE", EVERYBODY).strip();
        if (!share.matches("[1-9][0-9]?|100")) {
            wrong.add(Wording.of(
                    "TIDELINE_SHARE is `{0}`: a whole number from {1} to {2} is expected", share, 1, EVERYBODY));
        }
        return share;
    }

    private static String server(Map<String, String> environment, List<Wording> wrong) {
        String server =
                environment.getOrDefault("TIDELINE_SERVER", LOCAL).strip().replaceFirst("/+$", "");
        if (!isAddress(server)) {
            wrong.add(Wording.of("TIDELINE_SERVER is `{0}`: an address such as {1} is expected", server, LOCAL));
        }
        return server;
    }

    private static boolean isAddress(String text) {
        try {
            URI address = URI.create(text);
            return text.matches("https?://.+") && address.getHost() != null && address.getQuery() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
