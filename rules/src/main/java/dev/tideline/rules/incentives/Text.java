package dev.tideline.rules.incentives;

/**
 * What a user reads about an incentive in one language.
 *
 * @param name short name
 * @param conditions what he must do and by when, in one sentence or two
 */
public record Text(String name, String conditions) {

    public Text {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A text of an incentive has no name");
        }
    }
}
