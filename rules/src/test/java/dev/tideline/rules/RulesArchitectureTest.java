package dev.tideline.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesArchitectureTest {

    private static final String ROOT = "dev.tideline.rules";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void onlyTheRulesetKnowsDrools() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".ruleset..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.drools..", "org.kie..")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
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
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void nothingPrints() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        List<Path> packages =
                sources("src/main/java").map(Path::getParent).distinct().toList();
        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                        .content()
                        .contains("/**")
                        .contains("@NullMarked"));
    }

    @Test
    void noPackageHasMoreThanTwelveFiles() {
        Map<Path, Long> sizes =
                sources("src/main/java").collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        assertThat(sizes.keySet().stream().filter(folder -> sizes.getOrDefault(folder, 0L) > 12))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void noFileIsLongerThan400Lines(String folder) {
        assertThat(sources(folder))
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(400));
    }

    private static Stream<Path> sources(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
