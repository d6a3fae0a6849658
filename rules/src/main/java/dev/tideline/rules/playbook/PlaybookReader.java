package dev.tideline.rules.playbook;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.document.Document;
import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.jurisdiction.Product;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.playbook.reentry.ReEntry;
import dev.tideline.rules.playbook.reentry.ReEntryReader;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads a playbook's folder. It checks {@code playbook.yaml} and which files there are; the rules themselves are read by
 * the rule base. Stateless.
 */
public final class PlaybookReader {

    private static final Pattern LIST = Pattern.compile("[a-z][a-z0-9-]{0,59}");
    private static final int MOST_CONTROL = 50;
    private static final int DEFAULT_CONTROL = 10;
    private static final BigDecimal MOST_FACTOR = BigDecimal.valueOf(1_000_000);

    private PlaybookReader() {}

    /**
     * Reads the files of one folder.
     *
     * @param files file name to text: {@code playbook.yaml}, at least one rule file, {@code scenarios.yaml}
     * @return the playbook, or every problem with file, line and JSON Pointer
     */
    public static Checked<Playbook> read(Map<String, String> files) {
        return reading(files).checked();
    }

    /** What can be read of the files of one folder, and every problem with file, line and JSON Pointer. */
    public static Reading reading(Map<String, String> files) {
        Mapping top = Document.read(Playbook.DECLARATION, files.getOrDefault(Playbook.DECLARATION, ""));
        List<Problem> cells = new ArrayList<>();
        Playbook playbook = playbook(top, files, cells);
        top.refuseOthers();
        List<Problem> declared = files.containsKey(Playbook.DECLARATION)
                ? top.problems().stream()
                        .map(problem -> named(playbook.key(), problem))
                        .toList()
                : List.of(missing());
        List<Problem> problems = FolderFiles.check(declared, files.keySet());
        problems.addAll(cells);
        return Reading.of(playbook, top, declared, problems);
    }

    /** The problem, with the name of the rule whose settings it is in. */
    private static Problem named(String key, Problem problem) {
        String[] pointer = problem.place().pointer().split("/", -1);
        return pointer.length > 2 && pointer[1].equals("rules") ? problem.in(key + "/" + pointer[2]) : problem;
    }

    private static Problem missing() {
        return new Problem(Place.at(Playbook.DECLARATION, 0, 0), "", Wording.of("a file of this name in the folder"));
    }

    private static Playbook playbook(Mapping top, Map<String, String> files, List<Problem> cells) {
        String key = word(top, "key");
        ReEntry reentry = ReEntryReader.read(top.mapping("reentry"));
        return new Playbook(
                key,
                about(top),
                top.word("class", CandidateClass.class),
                top.whole("priority", 0, 100),
                ScheduleReader.read(top.mapping("schedule")),
                top.word("start", Playbook.Start.class, Playbook.Start.EVERYONE),
                reentry,
                RuleSettings.read(key, top, reentry, files, cells),
                exclusivity(top),
                new Playbook.Lists(lists(top, "include"), lists(top, "exclude")),
                holdout(top),
                top.flag("touchSurvivesIncentive", false),
                top.duration("expiry", Duration.ofDays(7)),
                top.text("paused", ""),
                ParameterReader.read(top),
                worth(top),
                products(top),
                new TreeMap<>(files));
    }

    private static String word(Mapping node, String name) {
        String key = node.text(name);
        if (!key.isEmpty() && !Playbook.isKey(key)) {
            node.report(name, Playbook.KEY);
        }
        return key;
    }

    private static Playbook.About about(Mapping top) {
        Mapping name = top.mapping("name");
        Playbook.About about = new Playbook.About(
                top.text("id", ""),
                name.text("en"),
                name.text("zh", ""),
                top.text("family"),
                top.text("owner", ""),
                top.text("goal", ""));
        name.refuseOthers();
        return about;
    }

    /** {@code exclusivity: { group: deposit-bonus, policy: EXCLUSIVE }}. */
    private static Exclusivity exclusivity(Mapping top) {
        if (!top.has("exclusivity")) {
            return Exclusivity.NONE;
        }
        Mapping node = top.mapping("exclusivity");
        String group = word(node, "group");
        Exclusivity read = node.value(
                "policy",
                Wording.of("EXCLUSIVE, TOP_N(2) or STACKABLE"),
                Exclusivity.NONE,
                policy -> Exclusivity.of(group, policy));
        node.refuseOthers();
        return read;
    }

    /** {@code score: { propensity: "0.3", value: "2", lever: "1.5" }} and {@code licences: [VARA]}. */
    private static Playbook.Worth worth(Mapping top) {
        Set<String> licences = top.has("licences") ? new HashSet<>(top.texts("licences")) : Set.of();
        if (!top.has("score")) {
            return new Playbook.Worth(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, licences);
        }
        Mapping score = top.mapping("score");
        Playbook.Worth read = new Playbook.Worth(
                factor(score, "propensity"), factor(score, "value"), factor(score, "lever"), licences);
        score.refuseOthers();
        return read;
    }

    /** {@code messages: { futures-news: { product: derivatives } }}. */
    private static Map<String, Product> products(Mapping top) {
        Map<String, Product> products = new HashMap<>();
        top.mappings("messages").forEach((template, node) -> {
            products.put(template, node.word("product", Product.class));
            node.refuseOthers();
        });
        return products;
    }

    private static BigDecimal factor(Mapping score, String key) {
        BigDecimal factor = score.has(key) ? score.decimal(key) : BigDecimal.ONE;
        if (factor.signum() < 0 || factor.compareTo(MOST_FACTOR) > 0) {
            score.report(key, Wording.of("{0} to {1}", 0, MOST_FACTOR));
            return BigDecimal.ONE;
        }
        return factor;
    }

    private static List<String> lists(Mapping top, String key) {
        List<String> lists = top.has(key) ? top.texts(key) : List.of();
        if (!lists.stream().allMatch(list -> LIST.matcher(list).matches())) {
            top.report(key, Wording.of("keys of lists: lower-case letters, digits and hyphens: [vip-friends, staff]"));
        }
        return lists;
    }

    private static Playbook.Holdout holdout(Mapping top) {
        if (!top.has("holdout")) {
            return new Playbook.Holdout(DEFAULT_CONTROL);
        }
        Mapping holdout = top.mapping("holdout");
        int control = holdout.whole("control", 0, MOST_CONTROL);
        holdout.refuseOthers();
        return new Playbook.Holdout(control);
    }
}
