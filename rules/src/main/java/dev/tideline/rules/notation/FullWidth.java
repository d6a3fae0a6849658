package dev.tideline.rules.notation;

/** The signs, digits and spaces of Chinese keyboards. */
public final class FullWidth {

    private static final String WIDE = "（），、；：＝＜＞－＊．０１２３４５６７８９\u3000";
    private static final String NARROW = "(),,;:=<>-*.0123456789 ";

    private FullWidth() {}

    /** The text, as long as before, with plain signs, digits, spaces and quotes; what is quoted stays as it is. */
    public static String narrowed(String text) {
        char[] narrowed = text.toCharArray();
        char closing = 0;
        for (int i = 0; i < narrowed.length; i++) {
            char c = narrowed[i];
            if (c == '\n') {
                closing = 0;
            } else if (closing == 0) {
                closing = c == '"' ? '"' : c == '“' ? '”' : 0;
                narrowed[i] = c == '“' ? '"' : narrow(c);
            } else if (c == closing) {
                closing = 0;
                narrowed[i] = '"';
            }
        }
        return new String(narrowed);
    }

    private static char narrow(char c) {
        int known = WIDE.indexOf(c);
        return known < 0 ? c : NARROW.charAt(known);
    }
}
