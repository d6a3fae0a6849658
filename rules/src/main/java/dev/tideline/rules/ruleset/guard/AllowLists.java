package dev.tideline.rules.ruleset.guard;

import dev.tideline.rules.canonical.Compare;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The lists of all kinds of class that Drools generates. Author's conditions and actions end up in predicates and
 * consequences only, each a class of its own, whose lists are strict; the other kinds put the model of the rules together.
 */
final class AllowLists {

    private static final String HASH = "[0-9A-F]{32}";
    private static final String OBJECT = "java.lang.Object";
    private static final String ENUM = "java.lang.Enum";
    private static final String JOIN = "java.lang.invoke.StringConcatFactory.makeConcatWithConstants";
    private static final Set<String> JOINING =
            Set.of("java.lang.invoke.MethodHandles", "java.lang.invoke.MethodHandles$Lookup");
    private static final Set<String> FACTS = Set.of(User.class.getName(), Market.class.getName(), AsOf.class.getName());
    private static final Set<String> VISIBLE = union(FACTS, Set.of(Matches.class.getName()));
    private static final String MODEL = "org.drools.model.";

    private static final List<AllowList> ALL = List.of(predicate(), consequence(), rules(), metadata(), model());

    private AllowLists() {}

    /** The list for a class of this name; empty if no generated class has such a name. */
    static Optional<AllowList> of(String name) {
        return ALL.stream()
                .filter(list -> list.className().matcher(name).matches())
                .findFirst();
    }

    private static AllowList predicate() {
        Set<String> members = new HashSet<>(Set.of(
                Compare.class.getName() + ".*",
                "java.util.Set.contains",
                MODEL + "functions.PredicateInformation.<init>",
                MODEL + "functions.PredicateInformation.addRuleNames",
                MODEL + "functions.PredicateInformation.setMoreThanMaxRuleDefs"));
        for (String fact : FACTS) {
            Stream.of("number", "missing", "flag", "text", "texts").forEach(read -> members.add(fact + "." + read));
        }
        return lambda("LambdaPredicate", Set.of(MODEL + "functions.Predicate1", "java.lang.String"), members);
    }

    private static AllowList consequence() {
        return lambda(
                "LambdaConsequence",
                Set.of(MODEL + "functions.Block2", User.class.getName()),
                Set.of(Matches.class.getName() + ".add"));
    }

    private static AllowList lambda(String name, Set<String> classes, Set<String> members) {
        return new AllowList(
                rulesClass("P[0-9A-F]{2}\\." + name + HASH),
                ENUM,
                List.of(),
                union(classes, Set.of(MODEL + "functions.HashedExpression", "java.lang.Exception")),
                union(members, Set.of(ENUM + ".<init>", ENUM + ".valueOf", "java.lang.System.arraycopy")),
                false);
    }

    private static AllowList rules() {
        return new AllowList(
                rulesClass("Rules" + HASH + "(RuleMethods[0-9]+|Rules[0-9]+)?"),
                OBJECT,
                List.of(Fence.RULES, MODEL, "org.drools.modelcompiler.dsl.pattern."),
                VISIBLE,
                Set.of(
                        OBJECT + ".<init>",
                        "java.time.format.DateTimeFormatterBuilder.*",
                        "java.util.ArrayList.<init>",
                        "java.util.Arrays.asList",
                        "java.util.Collections.emptyList",
                        "java.util.List.add",
                        "java.util.List.addAll",
                        "java.util.Locale.ENGLISH",
                        "org.drools.util.DateUtils.getDateFormatMask"),
                false);
    }

    private static AllowList metadata() {
        return new AllowList(
                rulesClass("DomainClassesMetadata" + HASH + "(\\$\\w+_Metadata)?"),
                OBJECT,
                List.of(Fence.RULES, MODEL),
                union(VISIBLE, JOINING),
                Set.of(
                        OBJECT + ".<init>",
                        "java.lang.RuntimeException.<init>",
                        "java.lang.String.equals",
                        "java.lang.String.hashCode",
                        JOIN),
                true);
    }

    private static AllowList model() {
        return new AllowList(
                Pattern.compile(Pattern.quote(Fence.MODEL) + "\\w+"),
                OBJECT,
                List.of(Fence.RULES, MODEL, "org.kie.api.builder.model.", "org.kie.api.conf."),
                union(JOINING, Set.of("org.drools.modelcompiler.CanonicalKieModuleModel")),
                Set.of(
                        OBJECT + ".<init>",
                        "java.lang.IllegalArgumentException.<init>",
                        "java.lang.String.equals",
                        "java.lang.String.hashCode",
                        JOIN,
                        "java.util.Arrays.asList",
                        "org.kie.api.KieServices.get",
                        "org.kie.api.KieServices.newKieModuleModel",
                        "org.kie.api.runtime.conf.ClockTypeOption.get",
                        "org.kie.util.maven.support.ReleaseIdImpl.<init>"),
                true);
    }

    private static Pattern rulesClass(String simpleName) {
        return Pattern.compile(Pattern.quote(Fence.RULES) + simpleName);
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }
}
