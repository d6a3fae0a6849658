package dev.tideline.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineArchitectureTest {

    private static final String ROOT = "dev.tideline.engine";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** What is computed from arguments alone. */
    private static final String[] PURE = {
        ROOT + ".arbitration..", ROOT + ".evaluation..", ROOT + ".facts..", ROOT + ".snapshot..", ROOT + ".timeline.."
    };

    /** Packages that hold more than one idea still, to be split: none may join them. */
    private static final Set<String> TO_BE_SPLIT =
            Set.of("decision/record", "rulebook", "snapshot", "sweep/shard", "timeline");

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void springIsADatabaseClientOnly() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework..")
                        .and(not(resideInAnyPackage(
                                "org.springframework.r2dbc..", "org.springframework.transaction.."))))
                .check(CLASSES);
    }

    @Test
    void theEngineSpeaksNoHttpAndDrawsNoPages() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net.http..",
                        "com.sun.net.httpserver..",
                        "reactor.netty..",
                        "io.netty.handler.codec.http..")
                .check(CLASSES);
    }

    @Test
    void droolsStaysBehindTheRuleset() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.drools..", "org.kie..")
                .check(CLASSES);
    }

    @Test
    void whatIsPureReadsNoClockAndNoChance() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
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
    void historiesAndArbitrationKnowNoDatabase() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".arbitration..", ROOT + ".snapshot..", ROOT + ".timeline..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".database..", "java.sql..", "javax.sql..", "reactor..", "io.r2dbc..")
                .check(CLASSES);
    }

    @Test
    void nothingWaitsForAReactiveAnswer() {
        noClasses()
                .should()
                .callMethodWhere(target(nameMatching("block(First|Last|Optional)?"))
                        .and(target(owner(resideInAPackage("reactor.core.publisher")))))
                .check(CLASSES);
    }

    @Test
    void nothingIsInjectedIntoAField() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
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
        assertThat(sizes.keySet().stream()
                        .filter(folder -> TO_BE_SPLIT.stream().noneMatch(folder::endsWith))
                        .filter(folder -> sizes.getOrDefault(folder, 0L) > 12))
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
