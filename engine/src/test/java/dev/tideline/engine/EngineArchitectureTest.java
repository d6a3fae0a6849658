package dev.tideline.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EngineArchitectureTest implements ClassRules, SourceRules, WordingRules {

    private static final String ROOT = "dev.tideline.engine";
    private static final JavaClasses CLASSES = ClassRules.of(ROOT);

    /** What is computed from arguments alone. */
    private static final String[] PURE = {
        ROOT + ".arbitration..",
        ROOT + ".evaluation..",
        ROOT + ".facts..",
        ROOT + ".ledger.book..",
        ROOT + ".ledger.budget..",
        ROOT + ".ledger.grant..",
        ROOT + ".ledger.pool..",
        ROOT + ".pools.division..",
        ROOT + ".snapshot..",
        ROOT + ".timeline.."
    };

    @Override
    public JavaClasses mainClasses() {
        return CLASSES;
    }

    @Test
    void moneyPassesNoBinaryFraction() {
        List<String> packages = Stream.of("ledger", "offer", "pull", "campaign", "fulfilment", "idempotency")
                .map(name -> ROOT + "." + name)
                .toList();
        Map<String, List<String>> found = BinaryFractions.in(Path.of("target", "classes"), packages);
        assertThat(found)
                .hasSizeGreaterThan(50)
                .allSatisfy((type, fractions) -> assertThat(fractions).as(type).isEmpty());
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
    void historiesArbitrationAndMoneyKnowNoDatabase() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".arbitration..",
                        ROOT + ".ledger.book..",
                        ROOT + ".ledger.budget..",
                        ROOT + ".ledger.grant..",
                        ROOT + ".ledger.pool..",
                        ROOT + ".pools.division..",
                        ROOT + ".snapshot..",
                        ROOT + ".timeline..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".database..", "java.sql..", "javax.sql..", "reactor..", "io.r2dbc..")
                .check(CLASSES);
    }

    @Test
    void whatIsPureReadsNoClockAndNoChance() {
        ClassRules.readsNoClockAndNoChance(PURE).check(CLASSES);
    }
}
