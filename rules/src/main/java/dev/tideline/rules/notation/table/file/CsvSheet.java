package dev.tideline.rules.notation.table.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tables as CSV: comma-separated, texts with commas in double quotes, as RFC 4180 has it. */
public final class CsvSheet {

    private static final int MOST_ROWS = 10_000;
    private static final String RISKY = "=+-@\t\r\0＝＋－＠";
    /** What spreadsheets pass over before they look for the sign of a formula, and what they do not show. */
    private static final Pattern PASSED_OVER = Pattern.compile("^[\\s\\p{Z}\\p{Cc}\\p{Cf}]+");

    private static final Pattern NUMBER_OR_DASH = Pattern.compile("-?\\d+(\\.\\d+)?|[-－]+");

    private CsvSheet() {}

    /** Reads a table; a byte order mark at its start is no part of it. The row of a problem is the line in the file. */
    static Sheet read(String source, String text, List<Problem> problems) {
        Sheet sheet = Sheet.empty(source, "");
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(plain)) {
            for (CsvRecord record : reader) {
                int row = (int) record.getStartingLineNumber();
                if (row > MOST_ROWS) {
                    problems.add(new Problem(Place.at(source, row, 1), "", Wording.of("at most {0} lines", MOST_ROWS)));
                    break;
                }
                for (int column = 0; column < record.getFieldCount(); column++) {
                    put(sheet, row, column + 1, record.getField(column));
                }
            }
        } catch (CsvParseException e) {
            problems.add(CsvQuotes.problem(source, plain));
        } catch (IOException e) {
            throw new UncheckedIOException("A text cannot fail to be read", e);
        }
        return sheet;
    }

    private static void put(Sheet sheet, int row, int column, String written) {
        sheet.put(row, column, unprotected(written));
        if (isFormula(written)) {
            sheet.formulas().add(sheet.place(row, column));
        }
    }

    /** Whether a spreadsheet would compute a cell that is written so: it begins like a formula, and is more than a number. */
    private static boolean isFormula(String written) {
        String shown = PASSED_OVER.matcher(written).replaceFirst("").stripTrailing();
        return !shown.isEmpty()
                && RISKY.indexOf(shown.charAt(0)) >= 0
                && !NUMBER_OR_DASH.matcher(shown).matches();
    }

    /** What is wrong with a text whose headings have other signs than commas between them; empty if they have not. */
    static Optional<Problem> separated(String source, String text) {
        String headings = text.lines().findFirst().orElse("");
        for (char sign : new char[] {';', '\t'}) {
            if (headings.indexOf(sign) >= 0 && headings.indexOf(',') < 0) {
                Wording found = sign == ';' ? Wording.of("semicolons") : Wording.of("tabs");
                return Optional.of(new Problem(
                        Place.at(source, 1, 1),
                        headings,
                        Wording.of(
                                "cells separated by commas, not {0}: save the sheet as .xlsx, or as CSV with commas",
                                found)));
            }
        }
        return Optional.empty();
    }

    /** Writes a table. A cell that a spreadsheet could take for a formula gets an apostrophe before it, numbers do not. */
    public static String write(List<List<String>> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            rows.forEach(row ->
                    writer.writeRecord(row.stream().map(CsvSheet::protect).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException("A text cannot fail to be written", e);
        }
        return text.toString();
    }

    private static String protect(String cell) {
        boolean number = cell.matches("-?\\d+(\\.\\d+)?");
        return !cell.isEmpty() && !number && RISKY.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    private static String unprotected(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && RISKY.indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
    }
}
