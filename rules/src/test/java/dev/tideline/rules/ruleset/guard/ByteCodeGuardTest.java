package dev.tideline.rules.ruleset.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.canonical.CanonicalPrinter;
import dev.tideline.rules.ruleset.RandomRules;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteCodeGuardTest {

    private static final String HASH = "0123456789ABCDEF0123456789ABCDEF";
    private static final String PREDICATE = "dev.tideline.rulebook.P01.LambdaPredicate" + HASH;

    /** What an attacker's condition could have been compiled to. */
    static final class Hostile {

        static final class Exits {
            static boolean test() {
                System.exit(1);
                return true;
            }
        }

        static final class Reflects {
            static boolean test() throws ReflectiveOperationException {
                return Class.forName("java.lang.Runtime") != null;
            }
        }

        static final class ReadsTheClock {
            static boolean test() {
                return System.nanoTime() > 0;
            }
        }

        static final class LinksAtRunTime {
            static Supplier<Integer> test(String text) {
                return text::length;
            }
        }

        static final class Loops {
            static int test(int n) {
                int sum = 0;
                while (sum < n) {
                    sum += 1;
                }
                return sum;
            }
        }

        static final class LoopsByASwitch {
            static int test(int n) {
                int left = n;
                do {
                    switch (left) {
                        case 1, 2, 3 -> left -= 1;
                        case 100 -> left -= 50;
                        default -> left -= 2;
                    }
                } while (left > 0);
                return left;
            }
        }

        static final class FillsMemory {
            static int test() {
                return new int[1_000_000].length;
            }
        }

        static final class FillsMoreMemory {
            static int test() {
                return new long[1_000][1_000].length;
            }
        }

        static final class NamesAClass {
            static Object test() {
                return MethodHandles.class;
            }
        }
    }

    @Test
    void passesEverythingThatRulesAreCompiledTo() {
        String canonical = new CanonicalPrinter(Matches.class).print(new RandomRules(5).rules(80));
        GeneratedClasses classes = GeneratedClasses.of(canonical);

        assertThat(classes.faults()).isEmpty();
        assertThat(classes.byName().keySet()).anyMatch(name -> name.contains("LambdaPredicate"));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Hostile.Exits.class,
                Hostile.Reflects.class,
                Hostile.ReadsTheClock.class,
                Hostile.LinksAtRunTime.class,
                Hostile.Loops.class,
                Hostile.LoopsByASwitch.class,
                Hostile.FillsMemory.class,
                Hostile.FillsMoreMemory.class,
                Hostile.NamesAClass.class
            })
    void refusesWhatIsNotOnTheList(Class<?> hostile) throws IOException {
        byte[] code = renamed(hostile, PREDICATE);

        assertThat(ByteCodeGuard.faults(PREDICATE, code)).anyMatch(fault -> !fault.contains("extends"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.tideline.rulebook.Other", "java.lang.String", "org.drools.project.Model"})
    void refusesClassesOfOtherNames(String name) throws IOException {
        assertThat(ByteCodeGuard.faults(name, renamed(Hostile.Exits.class, name)))
                .hasSize(1);
    }

    @Test
    void refusesAClassUnderAnotherName() throws IOException {
        assertThat(ByteCodeGuard.faults(PREDICATE, code(Hostile.Exits.class))).hasSize(1);
    }

    @Test
    void refusesWhatIsNoClassFile() throws IOException {
        byte[] code = code(Hostile.Exits.class);

        for (byte[] broken : List.of(new byte[0], new byte[] {1, 2, 3, 4, 5}, Arrays.copyOf(code, 60))) {
            assertThat(ByteCodeGuard.faults(PREDICATE, broken)).hasSize(1);
        }
    }

    @Test
    void doesNotLoadWhatIsRefused() {
        GeneratedClasses classes = GeneratedClasses.of("""
                package dev.tideline.rulebook;
                import dev.tideline.rules.facts.User;
                global dev.tideline.rules.ruleset.guard.Matches matches;
                rule "a/b" when $u : User( System.getenv("HOME") != null ) then matches.add(0, $u); end
                """);

        assertThat(classes.faults()).anyMatch(fault -> fault.contains("java.lang.System.getenv"));
    }

    /** The class file with its own name replaced, wherever it stands. */
    private static byte[] renamed(Class<?> type, String name) throws IOException {
        String text = new String(code(type), StandardCharsets.ISO_8859_1)
                .replace(utf8(type.getName().replace('.', '/')), utf8(name.replace('.', '/')));
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String utf8(String name) {
        return "\u0001" + (char) (name.length() >> 8) + (char) (name.length() & 0xFF) + name;
    }

    private static byte[] code(Class<?> type) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        try (InputStream in = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(file))) {
            return in.readAllBytes();
        }
    }
}
