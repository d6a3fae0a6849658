package dev.tideline.api.problem;

import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.http.HttpHeaders;

/** The language that a caller reads. */
public final class Languages {

    private static final Locale OTHERWISE = Wording.LANGUAGES.get(0);

    private Languages() {}

    /** The language that {@code Accept-Language} likes best of those that are spoken; else English. */
    public static Locale of(HttpHeaders headers) {
        try {
            List<Locale.LanguageRange> liked = headers.getAcceptLanguage();
            return Objects.requireNonNullElse(Locale.lookup(liked, Wording.LANGUAGES), OTHERWISE);
        } catch (IllegalArgumentException e) { // a header that is none
            return OTHERWISE;
        }
    }
}
