package dev.tideline.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.tideline.architecture.BinaryFractions;
import dev.tideline.architecture.ClassRules;
import dev.tideline.architecture.SourceRules;
import dev.tideline.architecture.WordingRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesArchitectureTest implements ClassRules, SourceRules, WordingRules {

    private static final String ROOT = "dev.tideline.rules";
    private static final JavaClasses CLASSES = ClassRules.of(ROOT);

    @Override
    public JavaClasses mainClasses() {
        return CLASSES;
    }

    @Test
    void moneyPassesNoBinaryFraction() {
        Map<String, List<String>> found =
                BinaryFractions.in(Path.of("target", "classes"), List.of(ROOT + ".money", ROOT + ".incentives"));
        assertThat(found)
                .hasSizeGreaterThan(20)
                .allSatisfy((type, fractions) -> assertThat(fractions).as(type).isEmpty());
    }

    @Test
    void aBinaryFractionInByteCodeIsFound() {
        Map<String, List<String>> found =
                BinaryFractions.in(Path.of("target", "test-classes"), List.of(ROOT + ".money.fraction"));
        assertThat(found.values().stream().filter(fractions -> !fractions.isEmpty()))
                .as("%s", found)
                .hasSize(3);
    }

    @Test
    void factsKnowNothingOfWhatIsBuiltOnThem() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".facts..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".facts..", ROOT + ".problem..", "java..", "org.jspecify..", "tools.jackson..")
                .check(CLASSES);
    }

    @Test
    void theLanguageKnowsNothingOfItsReaders() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".language..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".ruleset..", ROOT + ".playbook..", ROOT + ".segments..", ROOT + ".scenario..")
                .check(CLASSES);
    }

    @Test
    void theLibraryIsPure() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "reactor..",
                        "io.r2dbc..",
                        "java.sql..",
                        "javax.sql..",
                        "java.net.http..",
                        "org.quartz..")
                .check(CLASSES);
    }

    @Test
    void nothingReadsTheClockOrChance() {
        ClassRules.readsNoClockAndNoChance(ROOT + "..").check(CLASSES);
    }
}
