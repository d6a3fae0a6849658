package dev.tideline.api.author.release;

import dev.tideline.engine.simulation.SimulationResults.Sample;
import dev.tideline.engine.simulation.tally.Samples.Kind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Some persons of a simulation of whom the same is to be said.
 *
 * @param kind what: a word of {@code messages.properties} behind {@code samples.}
 * @param persons the persons with their reasons on both sides; at least one
 */
record SampleGroup(String kind, List<Sample> persons) {

    /** Groups in the order of their kinds, without the empty ones. */
    static List<SampleGroup> of(List<Sample> samples) {
        return Stream.of(Kind.values())
                .map(kind -> new SampleGroup(
                        kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        samples.stream().filter(sample -> sample.kind() == kind).toList()))
                .filter(group -> !group.persons().isEmpty())
                .toList();
    }
}
