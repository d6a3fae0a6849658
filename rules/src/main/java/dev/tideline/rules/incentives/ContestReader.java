package dev.tideline.rules.incentives;

import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.incentives.terms.ContestTerms;
import dev.tideline.rules.incentives.terms.ContestTerms.Band;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.problem.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads the prize table of a contest. */
final class ContestReader {

    private static final int MOST_RANKS = 100_000;

    private ContestReader() {}

    static ContestTerms read(Mapping node, Asset asset) {
        Money pool = Amounts.positive(node, "pool", asset);
        Money participation = node.has("participation") ? Amounts.positive(node, "participation", asset) : asset.zero();
        String rankBy = node.value(
                "rankBy", Wording.of("a number of the user such as contest_volume"), "", ContestReader::ranking);
        ContestTerms.Best best = node.word("best", ContestTerms.Best.class);
        ContestTerms.Ties ties = node.word("ties", ContestTerms.Ties.class);
        Duration review = node.duration("review");
        return new ContestTerms(pool, bands(node, asset), participation, rankBy, best, ties, review);
    }

    private static String ranking(String column) {
        return Vocabulary.shipped()
                .user()
                .column(column)
                .filter(field -> field.type().isDecimal()
                        && field.owner() == Field.Owner.SOURCE
                        && field.derivation().isEmpty())
                .map(Field::column)
                .orElseThrow(() -> new IllegalArgumentException(column));
    }

    /** Each band says its last rank; it begins after the one before. */
    private static List<Band> bands(Mapping node, Asset asset) {
        List<Band> bands = new ArrayList<>();
        int first = 1;
        for (Mapping item : node.items("prizes")) {
            int last = item.whole("to", 1, MOST_RANKS);
            Money pool = Amounts.positive(item, "pool", asset);
            item.refuseOthers();
            bands.add(new Band(first, last, pool));
            first = last + 1;
        }
        return bands;
    }
}
