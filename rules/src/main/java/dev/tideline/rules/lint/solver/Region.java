package dev.tideline.rules.lint.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Users who are in at least one of some boxes. Every user whom the condition holds for is in its region; a user in the
 * region may be impossible for reasons the solver does not know. So "empty" and "within" can be relied on. Immutable.
 *
 * @param boxes none lies within another
 */
public record Region(List<Box> boxes) {

    /** The declared size: an analysis that needs more boxes is given up. */
    public static final int MOST_BOXES = 256;

    /** Nobody. */
    public static final Region NOBODY = new Region(List.of());

    /** Everybody. */
    public static final Region EVERYBODY = new Region(List.of(Box.ALL));

    public Region {
        boxes = List.copyOf(boxes);
    }

    /** The region of one set along one dimension. */
    public static Region of(Dimension dimension, Values values) {
        return Box.of(dimension, values).map(box -> new Region(List.of(box))).orElse(NOBODY);
    }

    /** Whether nobody is in it. */
    public boolean isEmpty() {
        return boxes.isEmpty();
    }

    /** Who is in both. */
    public Region and(Region other) {
        List<Box> both = new ArrayList<>();
        for (Box one : boxes) {
            for (Box two : other.boxes) {
                one.and(two).ifPresent(box -> add(both, box));
            }
        }
        return new Region(both);
    }

    /** Who is in one or both. */
    public Region or(Region other) {
        List<Box> all = new ArrayList<>(boxes);
        other.boxes.forEach(box -> add(all, box));
        return new Region(all);
    }

    /** Who is in this and not in the other. */
    public Region minus(Region other) {
        List<Box> left = boxes;
        for (Box taken : other.boxes) {
            List<Box> next = new ArrayList<>();
            for (Box box : left) {
                box.minus(taken).forEach(piece -> add(next, piece));
            }
            left = next;
        }
        return new Region(left);
    }

    /** Whether all of it is in the other. */
    public boolean within(Region other) {
        return minus(other).isEmpty();
    }

    /** Users who are in both, as one box; empty if there are none. */
    public Optional<Box> meeting(Region other) {
        return boxes.stream()
                .flatMap(one -> other.boxes.stream().flatMap(two -> one.and(two).stream()))
                .findFirst();
    }

    private static void add(List<Box> boxes, Box box) {
        if (boxes.stream().anyMatch(box::within)) {
            return;
        }
        boxes.removeIf(other -> other.within(box));
        for (Box other : boxes) {
            Box joined = box.joined(other).orElse(null);
            if (joined != null) {
                boxes.remove(other);
                add(boxes, joined);
                return;
            }
        }
        if (boxes.size() == MOST_BOXES) {
            throw new TooLarge();
        }
        boxes.add(box);
    }
}
