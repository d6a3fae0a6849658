package dev.tideline.api.calls;

import org.springframework.web.util.pattern.PathPattern;

/**
 * What all paths of a pattern end with: a quick look before one pattern after another is matched.
 *
 * @param text the pattern behind its last variable or wildcard; empty for any end
 */
public record PathEnd(String text) {

    /** The end of a pattern. */
    public static PathEnd of(PathPattern pattern) {
        String text = pattern.getPatternString();
        int open = Math.max(Math.max(text.lastIndexOf('}'), text.lastIndexOf('*')), text.lastIndexOf('?'));
        return new PathEnd(text.substring(open + 1));
    }

    /** Whether a path as it was sent may match the pattern; any may that is encoded or has parameters. */
    public boolean mayBeOf(String path) {
        return path.endsWith(text) || path.indexOf('%') >= 0 || path.indexOf(';') >= 0;
    }
}
