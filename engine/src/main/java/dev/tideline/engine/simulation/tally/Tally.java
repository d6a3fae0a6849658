package dev.tideline.engine.simulation.tally;

import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.simulation.tally.Ending.Piece;
import dev.tideline.engine.simulation.tally.Samples.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a simulation comes to, in numbers. Filled by one thread; the tallies of all are added up. */
public final class Tally {

    private final String playbook;
    private final Endings endings;
    private final Map<Object, long[]> counts = new HashMap<>();
    private final Reached reached = new Reached();
    private final Samples samples = new Samples();
    private long persons;
    private long accounts;
    private long poisoned;
    private long lost;

    /** Zeros, for a draft of this playbook. */
    public Tally(String playbook, Endings endings) {
        this.playbook = playbook;
        this.endings = endings;
    }

    /** Candidates of the playbook that ended so. */
    public record RuleKey(String rule, Outcome outcome, String reason) {}

    /** Touches of the playbook that ended so; {@code fate} is SENT, DEFERRED, HELD_OUT or why it is lost. */
    public record TouchKey(String channel, String fate) {}

    /** Grants of an incentive by a playbook. */
    public record GrantKey(String playbook, String incentive) {}

    /** Grants of an incentive by the playbook to persons of one region or band. */
    public record SliceGrantKey(SliceKey slice, String incentive) {}

    /** Persons of one region or value band. */
    public record SliceKey(String dimension, String value) {}

    /** What becomes of a person between both sides. */
    public record ChangeKey(SliceKey slice, Kind kind) {}

    /** Persons whom another playbook loses for a reason, or gains that were refused for it before. */
    public record RivalKey(String playbook, String reason, boolean gained) {

        /** The same playbook and reason, lost or gained. */
        public RivalKey turned(boolean gains) {
            return new RivalKey(playbook, reason, gains);
        }
    }

    /** Persons for whom a playbook was cut. */
    public record CutKey(String playbook) {}

    /** Everybody. */
    public static final SliceKey ALL = new SliceKey("all", "");

    /** Persons who were looked at, and their accounts. */
    public void seen(long morePersons, long moreAccounts) {
        persons += morePersons;
        accounts += moreAccounts;
    }

    /** A person whose evaluation failed. */
    public void poison() {
        poisoned++;
    }

    /** A person whose evaluation failed when his turn at the budgets came: he is in no other count of what changes. */
    public void lose() {
        lost++;
    }

    /** A person for whom playbooks were cut on a side, so that they propose nothing for him. */
    public void cut(Side side, Set<String> playbooks) {
        playbooks.forEach(key -> count(new CutKey(key), side));
    }

    /** A person for whom both sides are told. */
    public void add(Story story) {
        List<Ending> live = story.of(Side.LIVE, endings);
        List<Ending> draft = story.of(Side.DRAFT, endings);
        List<SliceKey> slices = List.of(
                ALL,
                new SliceKey("region", story.traits().region()),
                new SliceKey("value_band", story.traits().band()));
        live.forEach(ending -> add(Side.LIVE, ending, slices));
        draft.forEach(ending -> add(Side.DRAFT, ending, slices));
        reached.add(story.person(), story.prospect());
        boolean now = serves(live, playbook);
        boolean then = serves(draft, playbook);
        if (now || then) {
            Kind kind = !now ? Kind.ENTERS : then ? Kind.STAYS : Kind.LEAVES;
            slices.forEach(slice -> count(new ChangeKey(slice, kind), Side.DRAFT));
            sample(kind, story, live, draft);
        }
        rivals(story, live, draft);
    }

    private void add(Side side, Ending ending, List<SliceKey> slices) {
        boolean own = ending.playbook().equals(playbook);
        if (own) {
            count(new RuleKey(ending.rule(), ending.outcome(), ending.reason()), side);
        }
        for (Piece piece : ending.pieces()) {
            if (piece.isGrant()) {
                count(new GrantKey(ending.playbook(), piece.key()), side);
            }
            if (own && piece.isGrant()) {
                slices.forEach(slice -> count(new SliceGrantKey(slice, piece.key()), side));
            }
            if (own && piece.isTouch()) {
                count(new TouchKey(piece.channel(), fate(piece)), side);
            }
        }
    }

    private static String fate(Piece piece) {
        if (piece.outcome() != Outcome.GRANTED) {
            return piece.reason();
        }
        return piece.deferred() ? "DEFERRED" : "SENT";
    }

    private static boolean serves(List<Ending> endings, String playbook) {
        return endings.stream()
                .anyMatch(ending -> ending.serves() && ending.playbook().equals(playbook));
    }

    private void rivals(Story story, List<Ending> live, List<Ending> draft) {
        Set<String> keys = new TreeSet<>();
        live.stream().filter(Ending::serves).map(Ending::playbook).forEach(keys::add);
        Set<String> then = new HashSet<>();
        draft.stream().filter(Ending::serves).map(Ending::playbook).forEach(then::add);
        Set<String> both = new HashSet<>(keys);
        both.retainAll(then);
        keys.addAll(then);
        keys.removeAll(both);
        keys.remove(playbook);
        for (String key : keys) {
            boolean gained = then.contains(key);
            count(new RivalKey(key, refusal(gained ? live : draft, key), gained), Side.DRAFT);
            sample(gained ? Kind.GAINED_BY_ANOTHER : Kind.LOST_BY_ANOTHER, story, live, draft);
        }
    }

    /** What its best candidate was refused for. */
    private static String refusal(List<Ending> endings, String playbook) {
        return endings.stream()
                .filter(ending -> ending.playbook().equals(playbook))
                .map(Ending::reason)
                .findFirst()
                .orElse("");
    }

    private void sample(Kind kind, Story story, List<Ending> live, List<Ending> draft) {
        if (samples.wants(kind, story.person())) {
            samples.add(new Samples.Sample(kind, story.person(), live, draft));
        }
    }

    private void count(Object key, Side side) {
        counts.computeIfAbsent(key, unknown -> new long[2])[side == Side.LIVE ? 0 : 1]++;
    }

    /** Adds what another one has counted. */
    public void add(Tally other) {
        other.counts.forEach((key, more) -> {
            long[] mine = counts.computeIfAbsent(key, unknown -> new long[more.length]);
            Arrays.setAll(mine, side -> mine[side] + more[side]);
        });
        reached.add(other.reached);
        samples.add(other.samples);
        persons += other.persons;
        accounts += other.accounts;
        poisoned += other.poisoned;
        lost += other.lost;
    }

    /** How often each key of this kind was counted on a side; zeros included where the other side has some. */
    public <K> Map<K, Long> of(Class<K> kind, Side side) {
        Map<K, Long> found = new HashMap<>();
        counts.forEach((key, sides) -> {
            if (kind.isInstance(key)) {
                found.put(kind.cast(key), sides[side == Side.LIVE ? 0 : 1]);
            }
        });
        return Collections.unmodifiableMap(found);
    }

    /** Persons of a slice who change so. */
    public long changes(SliceKey slice, Kind kind) {
        return counts.getOrDefault(new ChangeKey(slice, kind), new long[2])[1];
    }

    /** Persons whom the playbook serves on a side. */
    public long served(SliceKey slice, Side side) {
        return changes(slice, Kind.STAYS) + changes(slice, side == Side.LIVE ? Kind.LEAVES : Kind.ENTERS);
    }

    /** Persons whom the draft would serve if no budget bound it. */
    public Reached reached() {
        return reached;
    }

    /** Persons to look at. */
    public Samples samples() {
        return samples;
    }

    /** Persons that were looked at. */
    public long persons() {
        return persons;
    }

    /** Accounts that were looked at. */
    public long accounts() {
        return accounts;
    }

    /** Persons set aside because evaluating them failed. */
    public long poisoned() {
        return poisoned;
    }

    /** Persons whose evaluation failed when their turn came. */
    public long lost() {
        return lost;
    }
}
