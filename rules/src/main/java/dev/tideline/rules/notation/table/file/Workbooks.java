package dev.tideline.rules.notation.table.file;

import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.SheetVisibility;

/**
 * Tables as workbooks of Excel. Each sheet is a table of its own, but for one named {@code Help} or 说明. Numbers are read as
 * Excel shows them, to 15 digits; dates as dates. Formulas, macros, links, hidden sheets and hidden rows are refused. Stateless.
 */
public final class Workbooks {

    private static final int MOST_SHEETS = 20;
    private static final int MOST_CELLS = 200_000;
    private static final int LONGEST_CELL = 32_767;
    private static final int LONGEST_NUMBER = 400;
    /** Before or after the point: Excel ends at 1E308. */
    private static final int MOST_DIGITS = 340;

    /** What Excel takes; a longer one would be searched anew for each cell. */
    private static final int LONGEST_FORMAT = 255;

    private static final Set<String> NO_TABLES = Set.of("help", "说明");
    /** What Excel keeps and shows of a number. */
    private static final MathContext SHOWN = new MathContext(15);

    private Workbooks() {}

    /**
     * The tables of a workbook.
     *
     * @param source name of the file
     * @param problems takes what is wrong with it; of use only if nothing is
     */
    public static List<Sheet> read(String source, byte[] file, List<Problem> problems) {
        List<Sheet> sheets = new ArrayList<>();
        try (ReadableWorkbook workbook = opened(SafeZip.repacked(file))) {
            List<org.dhatim.fastexcel.reader.Sheet> found = workbook.getSheets().toList();
            if (found.size() > MOST_SHEETS) {
                problems.add(new Problem(
                        Place.at(source, 0, 0),
                        String.valueOf(found.size()),
                        Wording.of("a workbook of at most {0} sheets", MOST_SHEETS)));
                return sheets;
            }
            Cells cells = new Cells(source, problems);
            for (org.dhatim.fastexcel.reader.Sheet sheet : found) {
                if (!NO_TABLES.contains(sheet.getName().toLowerCase(Locale.ROOT))) {
                    sheets.add(cells.sheet(sheet));
                }
            }
        } catch (SafeZip.Unsafe e) {
            problems.add(new Problem(Place.at(source, 0, 0), e.value(), e.expected()));
        } catch (TooMany e) {
            problems.add(new Problem(Place.at(source, 0, 0), "", Wording.of("at most {0} cells", MOST_CELLS)));
        } catch (IOException | RuntimeException e) {
            // An edge: at a file that is broken inside the reader throws whatever comes up.
            problems.add(new Problem(
                    Place.at(source, 0, 0), "", Wording.of("a workbook in the format of Excel (.xlsx) that is whole")));
        }
        return sheets;
    }

    private static ReadableWorkbook opened(SafeZip.Repacked workbook) throws IOException {
        return new ReadableWorkbook(workbook.content(), new ReadingOptions(workbook.styled(), true));
    }

    /** Ends the reading of a workbook that is too large. */
    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Reads cells and counts them. */
    private static final class Cells {

        private final String source;
        private final List<Problem> problems;
        private int count;

        Cells(String source, List<Problem> problems) {
            this.source = source;
            this.problems = problems;
        }

        Sheet sheet(org.dhatim.fastexcel.reader.Sheet read) throws IOException {
            Sheet sheet = Sheet.empty(source, read.getName());
            if (read.getVisibility() != SheetVisibility.VISIBLE) {
                problems.add(new Problem(sheet.place(1, 1), read.getName(), Wording.of("a sheet that is not hidden")));
            }
            try (Stream<Row> rows = read.openStream()) {
                rows.forEach(row -> row(sheet, row));
            }
            return sheet;
        }

        private void row(Sheet sheet, Row row) {
            row.stream().filter(Objects::nonNull).forEach(cell -> {
                if (++count > MOST_CELLS) {
                    throw new TooMany();
                }
                sheet.put(row.getRowNum(), cell.getColumnIndex() + 1, text(sheet, row.getRowNum(), cell));
            });
            if (row.isHidden() && sheet.rows().containsKey(row.getRowNum())) {
                problems.add(new Problem(sheet.place(row.getRowNum(), 1), "", Wording.of("a row that is not hidden")));
            }
        }

        private String text(Sheet sheet, int row, Cell cell) {
            String raw = Objects.requireNonNullElse(cell.getRawValue(), "");
            Place place = sheet.place(row, cell.getColumnIndex() + 1);
            if (cell.getType() == CellType.FORMULA || cell.getType() == CellType.ERROR) {
                problems.add(new Problem(
                        place,
                        cell.getFormula() == null ? raw : "=" + cell.getFormula(),
                        Wording.of("a value; formulas are not computed")));
                return "";
            }
            if (raw.length() > LONGEST_CELL) {
                problems.add(new Problem(place, raw, Wording.of("at most {0} characters in a cell", LONGEST_CELL)));
                return "";
            }
            return switch (cell.getType()) {
                case NUMBER -> isDate(cell) ? date(cell.asDate()) : number(raw, place);
                case BOOLEAN -> raw.equals("1") || raw.equalsIgnoreCase("true") ? "true" : "false";
                case STRING -> Objects.requireNonNullElse(cell.asString(), "");
                default -> "";
            };
        }

        /** In digits alone: what has too many is no number of Excel but a way to fill the memory. */
        private String number(String raw, Place place) {
            BigDecimal number = raw.length() > LONGEST_NUMBER ? null : new BigDecimal(raw).round(SHOWN);
            if (number == null || Math.abs((long) number.scale()) > MOST_DIGITS) {
                problems.add(new Problem(place, raw, Wording.of("a number that Excel can hold")));
                return "";
            }
            return number.stripTrailingZeros().toPlainString();
        }

        private static boolean isDate(Cell cell) {
            String pattern = Objects.requireNonNullElse(cell.getDataFormatString(), "");
            if (pattern.length() > LONGEST_FORMAT) {
                return false;
            }
            String format = pattern.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\[[^]]*]|\\\\.", "");
            return format.contains("yy") || (format.contains("d") && format.contains("m"));
        }

        private static String date(LocalDateTime time) {
            return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? time.toLocalDate().toString()
                    : time + (time.getSecond() == 0 && time.getNano() == 0 ? ":00Z" : "Z");
        }
    }

    /**
     * A workbook of one table and, if there is help, a sheet with it.
     *
     * @param table headings and rows
     * @param help rows of the sheet {@code Help}; empty for none
     */
    public static byte[] write(String sheet, List<List<String>> table, List<List<String>> help) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Tideline", "1.0")) {
            fill(workbook.newWorksheet(sheet), table);
            if (!help.isEmpty()) {
                fill(workbook.newWorksheet("Help"), help);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private static void fill(Worksheet sheet, List<List<String>> rows) {
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                String text = rows.get(row).get(column);
                if (text.matches("-?\\d{1,15}(\\.\\d{1,6})?")) {
                    sheet.value(row, column, new BigDecimal(text));
                } else if (!text.isEmpty()) {
                    sheet.value(row, column, text);
                }
            }
        }
        sheet.freezePane(0, 1);
    }
}
