package dev.tideline.api.calls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.web.util.pattern.PathPattern;

/**
 * What path patterns stand for, by the segments they have and what they end with, so that a call is matched with a few of
 * them. Whatever matches a path is among its candidates. Immutable.
 *
 * @param <T> what a pattern stands for
 */
public final class PathIndex<T> {

    private static final String ANY = "";
    private static final Pattern OPEN = Pattern.compile("\\*\\*|\\{\\*|\\{[^}:*]+:");
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}:*]+}");

    private final List<T> all;
    private final List<T> ofAnyShape;
    private final Map<Shape, List<T>> byShape;

    /**
     * How a path is built.
     *
     * @param separators how many slashes it has
     * @param end what stands behind the last slash or colon, with it; empty if that is a variable
     */
    private record Shape(int separators, String end) {

        static Shape of(String path) {
            return new Shape(
                    (int) path.chars().filter(c -> c == '/').count(),
                    path.substring(Math.max(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')))));
        }

        /** The shape of all paths of a pattern. */
        static Shape of(PathPattern pattern) {
            String text = VARIABLE.matcher(pattern.getPatternString()).replaceAll("*");
            String fixed = text.substring(Math.max(text.lastIndexOf('*'), text.lastIndexOf('?')) + 1);
            boolean ends = fixed.indexOf('/') >= 0 || fixed.indexOf(':') >= 0;
            return ends ? of(text) : of(text).ofAnyEnd();
        }

        Shape ofAnyEnd() {
            return new Shape(separators, ANY);
        }
    }

    /** An index of these by their patterns. */
    public PathIndex(List<T> all, Function<T, PathPattern> pattern) {
        this.all = List.copyOf(all);
        this.ofAnyShape =
                this.all.stream().filter(one -> hasAnyShape(pattern.apply(one))).toList();
        this.byShape = new HashMap<>();
        this.all.stream()
                .filter(one -> !hasAnyShape(pattern.apply(one)))
                .forEach(one -> byShape.computeIfAbsent(Shape.of(pattern.apply(one)), shape -> new ArrayList<>())
                        .add(one));
    }

    /** Whether its paths have more than one shape, or its variables an expression that may hold anything. */
    private static boolean hasAnyShape(PathPattern pattern) {
        return OPEN.matcher(pattern.getPatternString()).find();
    }

    /** Everything. */
    public List<T> all() {
        return all;
    }

    /** What a path as it was sent may belong to; everything if it is encoded or has parameters. */
    public List<T> candidates(String path) {
        if (path.indexOf('%') >= 0 || path.indexOf(';') >= 0) {
            return all;
        }
        Shape shape = Shape.of(path);
        List<T> candidates = new ArrayList<>(byShape.getOrDefault(shape, List.of()));
        candidates.addAll(byShape.getOrDefault(shape.ofAnyEnd(), List.of()));
        candidates.addAll(ofAnyShape);
        return candidates;
    }
}
