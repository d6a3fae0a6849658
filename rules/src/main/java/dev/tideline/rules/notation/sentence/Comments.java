package dev.tideline.rules.notation.sentence;

/** Takes comments out of lines, one line after the other. */
final class Comments {

    private boolean inside;

    /** The line with a space for every character of a comment. */
    String blanked(String line) {
        char[] text = line.toCharArray();
        boolean quoted = false;
        for (int i = 0; i < text.length; i++) {
            if (inside) {
                boolean ends = line.startsWith("*/", i);
                text[i] = ' ';
                if (ends) {
                    text[++i] = ' ';
                    inside = false;
                }
            } else if (!quoted && line.startsWith("//", i)) {
                return new String(text, 0, i);
            } else if (!quoted && line.startsWith("/*", i)) {
                text[i] = ' ';
                text[++i] = ' ';
                inside = true;
            } else {
                quoted ^= text[i] == '"';
            }
        }
        return new String(text);
    }
}
