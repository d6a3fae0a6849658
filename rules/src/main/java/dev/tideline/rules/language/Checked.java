package dev.tideline.rules.language;

import dev.tideline.rules.problem.Problem;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What reading author's text came to: a value, or every problem that was found.
 *
 * @param <T> type of the value
 */
public sealed interface Checked<T> {

    /** The problems; empty if the text is valid. */
    List<Problem> problems();

    /**
     * The value.
     *
     * @throws IllegalArgumentException with all problems, one a line, if there are any
     */
    T orThrow();

    /** Whether the text is valid. */
    default boolean isValid() {
        return problems().isEmpty();
    }

    /** Hands the value to one taker, or the problems to the other. */
    void handle(Consumer<? super T> valid, Consumer<? super List<Problem>> invalid);

    /** The text is valid and means this. */
    record Valid<T>(T value) implements Checked<T> {
        public Valid {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public List<Problem> problems() {
            return List.of();
        }

        @Override
        public T orThrow() {
            return value;
        }

        @Override
        public void handle(Consumer<? super T> valid, Consumer<? super List<Problem>> invalid) {
            valid.accept(value);
        }
    }

    /** The text has these problems; never empty. */
    record Invalid<T>(List<Problem> problems) implements Checked<T> {
        public Invalid {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("Something invalid has at least one problem");
            }
        }

        @Override
        public T orThrow() {
            throw new IllegalArgumentException(
                    problems.stream().map(Problem::message).collect(Collectors.joining("\n")));
        }

        @Override
        public void handle(Consumer<? super T> valid, Consumer<? super List<Problem>> invalid) {
            invalid.accept(problems);
        }
    }
}
