package dev.tideline.api;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiArchitectureTest {

    private static final String ROOT = "dev.tideline.api";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
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
    void onlyTheServersAnnouncementsPrint() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".server..", ROOT + ".command..")
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
