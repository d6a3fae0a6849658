package dev.tideline.rules.segments;

import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Parameter;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Assigns a user his segments: the value of each axis follows from his other fields alone. Immutable, thread-safe. */
public final class Segmentation {

    private final FactSchema schema;
    private final List<Axis> axes;
    private final Map<String, Parameter> parameters;
    private final CompiledAxis[] compiled;
    private final boolean[] kept;
    private final boolean still;
    private final StageFields stageFields;

    Segmentation(FactSchema schema, List<Axis> axes, Map<String, Parameter> parameters) {
        this(schema, axes, parameters, Set.of(), false);
    }

    private Segmentation(
            FactSchema schema, List<Axis> axes, Map<String, Parameter> parameters, Set<Field> stale, boolean still) {
        this.schema = schema;
        this.axes = List.copyOf(axes);
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        this.compiled =
                axes.stream().map(axis -> new CompiledAxis(axis, schema)).toArray(CompiledAxis[]::new);
        this.kept = new boolean[compiled.length];
        for (int i = 0; i < compiled.length; i++) {
            kept[i] = compiled[i].readsAnyOf(stale);
        }
        this.still = still;
        this.stageFields = StageFields.of(schema);
    }

    /** The segments that come with the product. */
    public static Segmentation shipped(Vocabulary vocabulary) {
        return read(ShippedSegments.files(), vocabulary).orThrow();
    }

    /**
     * Reads segment files.
     *
     * @param files text by file name
     * @return the segmentation, or every problem with file and line
     */
    public static Checked<Segmentation> read(Map<String, String> files, Vocabulary vocabulary) {
        return new SegmentReader(vocabulary.user()).read(files);
    }

    /** All axes, in the order of the files. */
    public List<Axis> axes() {
        return axes;
    }

    /** The thresholds that the files declare by name, such as {@code churnDays}. */
    public Map<String, Parameter> parameters() {
        return parameters;
    }

    /** All conditions of all axes, for the due analysis. */
    public List<Condition> conditions() {
        return axes.stream()
                .flatMap(axis -> axis.values().stream())
                .map(Axis.Value::condition)
                .toList();
    }

    /**
     * This segmentation while some fields are stale: an axis that reads one of them keeps the value it has in the
     * previous state. Who has none yet is assigned by what is known, so that a source that has never told anything hides
     * nobody's stage.
     */
    public Segmentation keeping(Set<Field> stale) {
        return new Segmentation(schema, axes, parameters, stale, still);
    }

    /** This segmentation standing still: everybody keeps his previous state, also {@link SegmentState#NONE}. */
    public Segmentation still() {
        return new Segmentation(schema, axes, parameters, Set.of(), true);
    }

    /**
     * Assigns every axis and sets the segment fields of the builder, {@code previous_stage}, {@code stage_entered_at}
     * and {@code hours_since_stage} included. Derivations must have been applied.
     *
     * @param builder a user with all source fields set
     * @param previous state after the last assignment, {@link SegmentState#NONE} if there was none
     * @param asOf instant of evaluation; a changed stage is entered at it
     * @return the new state with its changes; {@code previous.settled()} if nothing changed
     */
    public SegmentState assign(FactBuilder builder, SegmentState previous, Instant asOf) {
        stageFields.setPrevious(builder, previous.values().get(SegmentState.STAGE));
        User user = builder.user("");
        @Nullable String[] values = new String[compiled.length];
        boolean known = !previous.values().isEmpty();
        boolean same = true;
        int present = 0;
        for (int i = 0; i < compiled.length; i++) {
            String before = previous.values().get(compiled[i].column());
            values[i] = still || (kept[i] && known) ? before : compiled[i].valueFor(user);
            same &= Objects.equals(values[i], before);
            present += values[i] == null ? 0 : 1;
        }
        boolean unchanged = same && present == previous.values().size();
        SegmentState state = unchanged ? previous.settled() : change(values, previous, user, asOf);
        for (int i = 0; i < compiled.length; i++) {
            compiled[i].set(builder, values[i]);
        }
        stageFields.set(builder, state, asOf);
        return state;
    }

    private SegmentState change(@Nullable String[] values, SegmentState previous, User user, Instant asOf) {
        StateChange change = new StateChange(previous);
        for (int i = 0; i < compiled.length; i++) {
            change.set(compiled[i], values[i], user);
        }
        return change.at(asOf);
    }
}
