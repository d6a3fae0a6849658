package dev.tideline.rules.scenario;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.problem.Place;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * One case of a playbook: given this user, expect that.
 *
 * @param name what the case claims
 * @param place file and line
 * @param asOf instant of evaluation
 * @param user what is given of the user; fields that are derived follow, segments follow unless they are given
 * @param market what is given of the market; may be empty
 * @param expectation what should come of it
 */
public record Scenario(
        String name,
        Place place,
        Instant asOf,
        Map<Field, JsonNode> user,
        Map<Field, JsonNode> market,
        Expectation expectation) {

    public Scenario {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(asOf, "asOf");
        user = Collections.unmodifiableMap(new LinkedHashMap<>(user));
        market = Collections.unmodifiableMap(new LinkedHashMap<>(market));
        Objects.requireNonNull(expectation, "expectation");
    }
}
