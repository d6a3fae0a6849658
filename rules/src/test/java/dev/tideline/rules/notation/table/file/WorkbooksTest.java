package dev.tideline.rules.notation.table.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.notation.Language;
import dev.tideline.rules.notation.Rewritten;
import dev.tideline.rules.notation.table.TablePrinter;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkbooksTest {

    private static final String SHEET = "xl/worksheets/sheet1.xml";

    private static final List<List<String>> TABLE = List.of(
            List.of("Rule", "Why", "VIP level", "time of registration", "holds BTC", "Message", "Channels"),
            List.of("r", "w", ">= 1", ">= 2026-03-31", "yes", "m", "push"));

    private static Stream<Playbook> shipped() {
        return Rewritten.shipped();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void aPlaybookAsWorkbookHasTheRulesOfTheSameTableAsCsv(Playbook playbook) {
        List<CheckedRule> rules = Rewritten.rules(playbook);
        List<List<String>> table = new TablePrinter(Language.ENGLISH, Vocabulary.shipped()).rows(rules);
        assertThat(Rewritten.drl(read(playbook, Workbooks.write("Rules", table, List.of(List.of("What is this?"))))))
                .isEqualTo(Rewritten.drl(
                        Rewritten.read(playbook.key(), "rules.csv", CsvSheet.write(table), playbook.parameters())
                                .orThrow()));
    }

    private static List<CheckedRule> read(Playbook playbook, byte[] workbook) {
        return Rewritten.read(playbook.key(), "rules.xlsx", base64(workbook), playbook.parameters())
                .orThrow();
    }

    @Test
    void numbersDatesAndFlagsOfExcelAreReadAsTheyAreShown() throws IOException {
        byte[] workbook = workbook(sheet -> {
            head(sheet);
            sheet.value(1, 2, 3);
            sheet.value(1, 3, LocalDate.of(2026, 3, 31));
            sheet.style(1, 3).format("yyyy-mm-dd").set();
            sheet.value(1, 4, true);
        });
        List<Problem> problems = new ArrayList<>();
        Map<Integer, String> row =
                Workbooks.read("rules.xlsx", workbook, problems).get(0).rows().get(2);
        assertThat(problems).isEmpty();
        assertThat(row).containsEntry(3, "3").containsEntry(4, "2026-03-31").containsEntry(5, "true");
    }

    @Test
    void aFormulaIsRefusedAtItsCell() throws IOException {
        byte[] workbook = workbook(sheet -> {
            head(sheet);
            sheet.formula(1, 2, "1+2");
        });
        assertThat(problems(workbook))
                .containsExactly("rules.xlsx:2:3 Rules!C2: '=1+2': a value; formulas are not computed");
    }

    @Test
    void aWrongValueIsFoundInSheetRowAndColumn() {
        List<List<String>> table = new ArrayList<>(TABLE);
        table.add(List.of("s", "w", "gold", "", "", "m", "push"));
        assertThat(problems(Workbooks.write("Rules", table, List.of())))
                .containsExactly(
                        "rules.xlsx:3:3 Rules!C3: 'gold': `VIP level` is compared with a whole number (level), 0 or more;"
                                + " a cell holds `30`, `30..59`, `>= 30` or `>= 30, < 60`");
    }

    @Test
    void hiddenSheetsAreRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Test", "1.0")) {
            head(workbook.newWorksheet("Rules"));
            Worksheet hidden = workbook.newWorksheet("More");
            head(hidden);
            hidden.setVisibilityState(VisibilityState.HIDDEN);
        }
        assertThat(problems(bytes.toByteArray()))
                .anySatisfy(problem -> assertThat(problem).contains("not hidden"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xl/vbaProject.bin",
                "xl/externalLinks/externalLink1.xml",
                "xl/embeddings/oleObject1.bin",
                "xl/activeX/activeX1.xml",
                "xl/connections.xml",
                "../../etc/passwd",
                "/etc/passwd",
                "xl\\..\\evil",
                "inner.zip",
                "xl/inner.xlsx"
            })
    void partsThatATableHasNoNeedOfAreRefused(String part) throws IOException {
        assertThat(problems(with(part, "x".getBytes(StandardCharsets.UTF_8)))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                "<?xml version=\"1.0\"?><!doctype a SYSTEM \"http://127.0.0.1/x\"><a/>",
                "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\">]><a>&lol2;</a>",
                "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>",
                "<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>",
                "PK\u0003\u0004inner"
            })
    void xmlThatDeclaresEntitiesIsRefusedInEveryPart(String xml) throws IOException {
        for (String part : List.of(
                "xl/workbook.xml",
                "xl/worksheets/sheet1.xml",
                "xl/styles.xml",
                "[Content_Types].xml",
                "xl/_rels/workbook.xml.rels")) {
            assertThat(problems(with(part, xml.getBytes(StandardCharsets.UTF_8))))
                    .as(part)
                    .isNotEmpty();
            assertThat(problems(with(part, xml.getBytes(StandardCharsets.UTF_16))))
                    .as(part)
                    .isNotEmpty();
        }
    }

    @Test
    void bombsAreRefusedBeforeTheyUnfold() throws IOException {
        assertThat(problems(with("xl/big.xml", new byte[60 * 1024 * 1024]))).hasSize(1);
        assertThat(problems(with("xl/big.bin", new byte[30 * 1024 * 1024]))).hasSize(1);
        assertThat(problems(new byte[SafeZip.LARGEST_FILE + 1])).hasSize(1);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(many)) {
            for (int i = 0; i < 1001; i++) {
                out.putNextEntry(new ZipEntry("part" + i + ".xml"));
                out.closeEntry();
            }
        }
        assertThat(problems(many.toByteArray())).hasSize(1);
    }

    @Test
    void aCellFarToTheRightIsRefusedBeforeRoomIsMadeForIt() throws IOException {
        for (String far : List.of("AAA2", "XFD2", "ZZZZZ2", "ZZZZZZ2", "zzzzzz2", "&#90;&#90;&#90;2")) {
            List<String> problems = problems(withCell("<c r=\"" + far + "\" t=\"inlineStr\"><is><t>x</t></is></c>"));
            assertThat(problems)
                    .as(far)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem).contains("columns A to ZZ"));
        }
        assertThat(problems(withCell("<c r=\"ZZ2\" t=\"inlineStr\"><is><t>r=\"AAA2\"</t></is></c>")))
                .as("a value without a heading, and text that looks like an attribute")
                .noneSatisfy(problem -> assertThat(problem).contains("columns A to ZZ"));
    }

    @Test
    void attributesAndNestingWithoutEndAreRefused() throws IOException {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            attributes.append(" a").append(i).append("=\"1\"");
        }
        for (String cell : List.of("<c r=\"Z2\"" + attributes + "/>", "<x>".repeat(5_000) + "</x>".repeat(5_000))) {
            assertThat(problems(withCell(cell)))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem).contains("at most 100 attributes"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<row r=\"2\"|<row ht=\"0\" customHeight=\"1\" r=\"2\"",
                "<sheetData>|<sheetFormatPr defaultRowHeight=\"0\" zeroHeight=\"1\"/><sheetData>",
                "</row>|<c r=\"A1\" t=\"inlineStr\"><is><t>twice</t></is></c></row>",
                "</row>|</row><row r=\"1\"></row>",
                "</row>|<c r=\"Z1\" t=\"inlineStr\"><is><r><t>30</t></r><rPh><t>9</t></rPh></is></c></row>"
            })
    void whatExcelDoesNotShowIsRefused(String change) throws IOException {
        String[] fromTo = change.split("\\|", 2);
        Map<String, byte[]> parts = parts(Workbooks.write("Rules", TABLE, List.of()));
        String sheet = new String(parts.get(SHEET), StandardCharsets.UTF_8);
        assertThat(sheet).contains(fromTo[0]);
        int at = sheet.indexOf(fromTo[0]);
        String changed = sheet.substring(0, at) + fromTo[1] + sheet.substring(at + fromTo[0].length());
        parts.put(SHEET, changed.getBytes(StandardCharsets.UTF_8));
        assertThat(problems(zip(parts))).hasSize(1);
    }

    private static byte[] withCell(String cell) throws IOException {
        Map<String, byte[]> parts = parts(Workbooks.write("Rules", TABLE, List.of()));
        String sheet = new String(parts.get(SHEET), StandardCharsets.UTF_8);
        int end = sheet.indexOf("</row>", sheet.indexOf("<row r=\"2\""));
        parts.put(SHEET, (sheet.substring(0, end) + cell + sheet.substring(end)).getBytes(StandardCharsets.UTF_8));
        return zip(parts);
    }

    @Test
    void aWorkbookThatSaysNothingOfLooksIsRead() throws IOException {
        Map<String, byte[]> parts = parts(Workbooks.write("Rules", TABLE, List.of()));
        parts.remove("xl/styles.xml");
        assertThat(problems(zip(parts))).isEmpty();
    }

    @Test
    void aHiddenColumnIsRefused() throws IOException {
        byte[] hidden = workbook(sheet -> {
            head(sheet);
            sheet.hideColumn(1);
        });
        assertThat(problems(hidden)).singleElement().asString().contains("a sheet without columns that are hidden");
    }

    @Test
    void aPartThatStandsTwiceIsRefused() throws IOException {
        byte[] once = with("xl/worksheets/sheet2.xml", "<a/>".getBytes(StandardCharsets.UTF_8));
        byte[] renamed = replaced(once, "xl/worksheets/sheet2.xml", "xl/worksheets/sheet1.xml");
        assertThat(problems(renamed))
                .anySatisfy(problem -> assertThat(problem).contains("each part of a workbook once"));
    }

    @Test
    void aBrokenWorkbookIsAProblemAndNeverAnError() throws IOException {
        byte[] whole = Workbooks.write("Rules", TABLE, List.of());
        Map<String, byte[]> parts = parts(whole);
        Random random = new Random(7);
        for (int round = 0; round < 400; round++) {
            byte[] broken = whole.clone();
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            problems(broken);
            String part = List.copyOf(parts.keySet()).get(random.nextInt(parts.size()));
            byte[] content = parts.get(part).clone();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                content[random.nextInt(content.length)] = (byte) (' ' + random.nextInt(95));
            }
            problems(with(part, content));
        }
        problems(new byte[0]);
        problems("PK".getBytes(StandardCharsets.UTF_8));
    }

    private interface Filling {
        void fill(Worksheet sheet);
    }

    private static byte[] workbook(Filling filling) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Test", "1.0")) {
            filling.fill(workbook.newWorksheet("Rules"));
        }
        return bytes.toByteArray();
    }

    private static void head(Worksheet sheet) {
        for (int column = 0; column < TABLE.get(0).size(); column++) {
            sheet.value(0, column, TABLE.get(0).get(column));
            sheet.value(1, column, TABLE.get(1).get(column));
        }
    }

    /** A sound workbook with this part added, or in the place of the part of that name. */
    private static byte[] with(String part, byte[] content) throws IOException {
        Map<String, byte[]> parts = parts(Workbooks.write("Rules", TABLE, List.of()));
        parts.put(part, content);
        return zip(parts);
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setLevel(Deflater.BEST_COMPRESSION);
            for (Map.Entry<String, byte[]> entry : parts.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> parts(byte[] workbook) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return parts;
    }

    /** The bytes with one name of a part written over by another of the same length. */
    private static byte[] replaced(byte[] zip, String from, String to) {
        String bytes = new String(zip, StandardCharsets.ISO_8859_1);
        return bytes.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> problems(byte[] workbook) {
        return Rewritten.read("p", "rules.xlsx", base64(workbook), Map.of()).problems().stream()
                .map(Problem::message)
                .toList();
    }

    private static String base64(byte[] workbook) {
        return Base64.getEncoder().encodeToString(workbook);
    }
}
