package dev.tideline.rules.notation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a rule file is written; the end of its name tells. */
public enum Notation {
    DRL(".drl"),
    ENGLISH_SENTENCES(".en.dslr"),
    CHINESE_SENTENCES(".zh.dslr"),
    CSV_TABLE(".csv"),
    XLSX_TABLE(".xlsx");

    private final String ending;

    Notation(String ending) {
        this.ending = ending;
    }

    /** The end of the names of such files. */
    public String ending() {
        return ending;
    }

    /** Whether the file's content is bytes, kept as Base64 among texts. */
    public boolean isBinary() {
        return this == XLSX_TABLE;
    }

    /** The notation of a file of this name; empty if it is no rule file. */
    public static Optional<Notation> of(String fileName) {
        return Arrays.stream(values())
                .filter(notation -> fileName.endsWith(notation.ending) && fileName.length() > notation.ending.length())
                .findFirst();
    }

    /** The endings of all rule files. */
    public static List<String> endings() {
        return Arrays.stream(values()).map(Notation::ending).toList();
    }
}
