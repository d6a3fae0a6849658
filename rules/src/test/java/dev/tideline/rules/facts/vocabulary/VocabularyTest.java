package dev.tideline.rules.facts.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tideline.rules.facts.Derivation;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.Field.Owner;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.derive.Derivations;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {

    private static final Vocabulary SHIPPED = Vocabulary.shipped();

    @Test
    void everyFieldIsDocumented() {
        assertThat(allFields()).isNotEmpty().allSatisfy(field -> {
            assertThat(field.meaning()).as(field.column()).isNotBlank();
            assertThat(field.column()).matches("[a-z][a-z0-9_]*");
        });
    }

    @Test
    void amountsAndWholeNumbersHaveAUnit() {
        assertThat(allFields().filter(field -> field.type() == FieldType.AMOUNT))
                .allSatisfy(field -> assertThat(field.unit()).as(field.column()).startsWith("USDT"));
        assertThat(SHIPPED.user().fields().stream().filter(field -> field.type() == FieldType.WHOLE))
                .allSatisfy(field -> assertThat(field.unit()).as(field.column()).isNotBlank());
    }

    @Test
    void namesAndColumnsAreUnique() {
        for (FactSchema schema : List.of(SHIPPED.user(), SHIPPED.market(), SHIPPED.asOf())) {
            assertThat(schema.fields()).extracting(Field::name).doesNotHaveDuplicates();
            assertThat(schema.fields()).extracting(Field::column).doesNotHaveDuplicates();
        }
    }

    @Test
    void namesAreTheColumnsInCamelCase() {
        assertThat(SHIPPED.user().require("volume_prev_30d").name()).isEqualTo("volumePrev30d");
        assertThat(allFields())
                .allSatisfy(field -> assertThat(field.name().toLowerCase(Locale.ROOT))
                        .isEqualTo(field.column().replace("_", "")));
    }

    @Test
    void countersAndSumsAreNeverMissing() {
        assertThat(allFields().filter(field -> field.type() == FieldType.AMOUNT || field.type() == FieldType.FLAG))
                .noneMatch(Field::nullable);
        User nobody = SHIPPED.user().builder().user("nobody");
        assertThat(nobody.number(SHIPPED.user().require("deposit_count_total").slot()))
                .isZero();
        assertThat(nobody.missing(SHIPPED.user().require("last_trade_at").slot()))
                .isTrue();
    }

    @Test
    void instantsAndDerivedNumbersCanBeMissing() {
        assertThat(allFields().filter(field -> field.type() == FieldType.INSTANT))
                .allMatch(Field::nullable);
        assertThat(allFields().filter(field -> field.derived().isPresent() && field.type() == FieldType.WHOLE))
                .allMatch(Field::nullable);
    }

    @Test
    void everyDerivationCanBeComputed() {
        assertThat(Stream.of(SHIPPED.user(), SHIPPED.market(), SHIPPED.asOf()).map(Derivations::of))
                .hasSize(3);
    }

    @Test
    void slotsOfAKindAreUsedOnce() {
        assertThat(SHIPPED.user().fields().stream()
                        .filter(field -> field.type().isNumber())
                        .map(Field::slot))
                .doesNotHaveDuplicates();
        assertThat(SHIPPED.user().fields().stream()
                        .filter(field -> !field.type().isNumber())
                        .map(Field::slot))
                .doesNotHaveDuplicates();
    }

    @Test
    void aTraitSitsBesideTheOtherFields() {
        Trait trait = new Trait("favourite_pair", FieldType.TEXT, "", "Pair traded most");
        FactSchema user = Vocabulary.withTraits(List.of(trait)).user();
        Field field = user.named("favouritePair").orElseThrow();
        assertThat(field.owner()).isEqualTo(Owner.SOURCE);
        assertThat(field.nullable()).isTrue();
        assertThat(user.builder().text(field.slot(), "BTC-USDT").user("u").text(field.slot()))
                .isEqualTo("BTC-USDT");
        assertThat(SHIPPED.user().named("favouritePair")).isEmpty();
    }

    @Test
    void aTraitCannotTakeTheNameOfAField() {
        Trait trait = new Trait("total_asset", FieldType.AMOUNT, "USDT", "Other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vocabulary.withTraits(List.of(trait)))
                .withMessageContaining("totalAsset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "1st", "with-dash", "with space", "a.b"})
    void aTraitKeyIsAColumnName(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trait(key, FieldType.FLAG, "", "Text"))
                .withMessageContaining("'" + key + "'");
    }

    @Test
    void aFieldThatCodeReliesOnIsMissedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SHIPPED.user().require("no_such_field"))
                .withMessageContaining("no_such_field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"daysSince", "daysSince()", "daysSince(LAST)", "yearsSince(last_trade_at)"})
    void aDerivationHasOneForm(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Derivation.parse(text));
    }

    private static Stream<Field> allFields() {
        return Stream.of(SHIPPED.user(), SHIPPED.market(), SHIPPED.asOf()).flatMap(schema -> schema.fields().stream());
    }
}
