package dev.tideline.rules.notation.table;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.notation.Language;
import dev.tideline.rules.notation.sentence.Dictionary;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a column holds. */
sealed interface Heading {

    /** A condition on one field. */
    record OfField(Field field, Fact fact) implements Heading {}

    /** A fact that rules know, and how its pattern begins. */
    enum Fact {
        USER("$u : User"),
        MARKET("Market"),
        AS_OF("AsOf");

        private final String pattern;

        Fact(String pattern) {
            this.pattern = pattern;
        }

        String pattern() {
            return pattern;
        }
    }

    /** Everything else that stands in a row. */
    enum Special implements Heading {
        RULE("Rule", "规则"),
        WHY("Why", "原因"),
        /** A condition that fits no other column, as a sentence. */
        ALSO("Also", "附加条件"),
        INCENTIVE("Incentive", "激励"),
        MESSAGE("Message", "消息"),
        TASK("Task", "任务"),
        SEGMENT("Segment", "分群"),
        AUDIENCE("Audience", "受众"),
        CHANNELS("Channels", "渠道"),
        /** Sentences for what fits no other column, one a line. */
        ACTIONS("Actions", "动作"),
        PRIORITY("Priority", "优先级"),
        /** Days. */
        COOLDOWN("Cooldown", "冷却天数");

        private final String english;
        private final String chinese;

        Special(String english, String chinese) {
            this.english = english;
            this.chinese = chinese;
        }

        /** What a heading in either language stands for; empty if it is a field's or none. */
        static Optional<Special> of(String text) {
            return Arrays.stream(values())
                    .filter(heading -> heading.english.equalsIgnoreCase(text) || heading.chinese.equals(text))
                    .findFirst();
        }

        /** As it stands over the column. */
        String shown(Language language) {
            return language == Language.CHINESE ? chinese : english;
        }
    }

    /** What a heading in either language stands for; empty if it is none. */
    static Optional<Heading> of(String text, Vocabulary vocabulary, Dictionary dictionary) {
        Optional<Heading> special = Special.of(text).map(Heading.class::cast);
        return special.or(() -> field(dictionary.fieldName(text).orElse(text), vocabulary));
    }

    private static Optional<Heading> field(String name, Vocabulary vocabulary) {
        return vocabulary
                .user()
                .named(name)
                .or(() -> vocabulary.user().column(name))
                .<Heading>map(field -> new OfField(field, Fact.USER))
                .or(() -> vocabulary.market().named(name).map(field -> new OfField(field, Fact.MARKET)))
                .or(() -> vocabulary.asOf().named(name).map(field -> new OfField(field, Fact.AS_OF)));
    }

    /** The heading that was probably meant; empty if none is near. */
    static Optional<Heading> nearest(String text, Vocabulary vocabulary, Dictionary english, Dictionary chinese) {
        return Nearest.of(text, known(vocabulary, english, chinese))
                .flatMap(near -> of(near, vocabulary, english).or(() -> of(near, vocabulary, chinese)));
    }

    /** Names the heading that was probably meant. */
    static Wording hint(String text, Vocabulary vocabulary, Dictionary english, Dictionary chinese) {
        return Nearest.hint(text, known(vocabulary, english, chinese));
    }

    private static List<String> known(Vocabulary vocabulary, Dictionary english, Dictionary chinese) {
        List<String> known = new ArrayList<>();
        Stream.of(Special.values()).forEach(special -> known.addAll(List.of(special.english, special.chinese)));
        Stream.of(vocabulary.user(), vocabulary.market(), vocabulary.asOf())
                .flatMap(schema -> schema.fields().stream())
                .filter(field -> field.owner() != Field.Owner.ENGINE)
                .forEach(field -> known.addAll(List.of(english.label(field), chinese.label(field), field.name())));
        return known;
    }
}
