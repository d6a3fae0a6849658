package dev.tideline.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

/** What the classes of every module keep to; a module's architecture test implements it and adds its own rules. */
public interface ClassRules {

    /** The classes of the module, without its tests. */
    JavaClasses mainClasses();

    /** The packages that may write to the console; most modules have none. */
    default String[] printers() {
        return new String[0];
    }

    /** The classes below a package, without tests. */
    static JavaClasses of(String root) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);
    }

    /** What is in these packages is computed from arguments alone. */
    static ArchRule readsNoClockAndNoChance(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
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
                .callMethod(System.class, "currentTimeMillis");
    }

    @Test
    default void packagesFormNoCycle() {
        slices().matching("dev.tideline.*.(**)").should().beFreeOfCycles().check(mainClasses());
    }

    @Test
    default void onlyTheRulesetKnowsDrools() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tideline.rules.ruleset..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.drools..", "org.kie..")
                .check(mainClasses());
    }

    @Test
    default void nothingWaitsForAReactiveAnswer() {
        noClasses()
                .should()
                .callMethodWhere(target(nameMatching("block(First|Last|Optional)?"))
                        .and(target(owner(resideInAPackage("reactor.core.publisher")))))
                .check(mainClasses());
    }

    @Test
    default void nothingIsInjectedIntoAField() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .check(mainClasses());
    }

    @Test
    default void nothingElsePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackages(printers())
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(mainClasses());
    }
}
