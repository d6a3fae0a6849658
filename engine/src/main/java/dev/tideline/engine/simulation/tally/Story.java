package dev.tideline.engine.simulation.tally;

import dev.tideline.engine.arbitration.outcome.Arbitration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How both sides end for one person; kept until both are known. Used by one thread at a time. */
public final class Story {

    private final long person;
    private final Traits traits;
    private final Prospect prospect;
    private int @Nullable [] live;
    private int @Nullable [] draft;

    /**
     * What the sums are divided by. Equal ones are the same object.
     *
     * @param region legal region of the account; empty if it is not known
     * @param band value band of the account; empty if it has none
     */
    public record Traits(String region, String band) {}

    /**
     * A story that has yet to be told.
     *
     * @param prospect whether the draft would serve the person if no budget bound it
     */
    public Story(long person, Traits traits, Prospect prospect) {
        this.person = person;
        this.traits = traits;
        this.prospect = prospect;
    }

    /** Number of the person. */
    public long person() {
        return person;
    }

    Traits traits() {
        return traits;
    }

    Prospect prospect() {
        return prospect;
    }

    /** Tells one side. */
    public void tell(Side side, Arbitration arbitration, Endings endings, Instant asOf) {
        int[] told = endings.of(arbitration, asOf);
        if (side == Side.LIVE) {
            live = told;
        } else {
            draft = told;
        }
    }

    /** The draft changes nothing for him. */
    public void tellSame() {
        draft = live;
    }

    /** Whether both sides are told. */
    public boolean isWhole() {
        return live != null && draft != null;
    }

    /** How candidates end on a side, best first; empty if it is not told. */
    List<Ending> of(Side side, Endings endings) {
        int[] told = side == Side.LIVE ? live : draft;
        return told == null
                ? List.of()
                : Arrays.stream(told).mapToObj(endings::get).toList();
    }
}
