package dev.tideline.rules.hostile;

import static dev.tideline.rules.hostile.HostileWorkbooks.SHEET;

import dev.tideline.rules.hostile.Attack.Kind;
import dev.tideline.rules.notation.table.file.CsvSheet;
import dev.tideline.rules.notation.table.file.Workbooks;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tables that somebody may hand in to reach what rules must not reach. Every one is to be refused. */
final class HostileSheets {

    private static final List<String> PARTS = List.of(
            SHEET,
            "xl/workbook.xml",
            "xl/styles.xml",
            "[Content_Types].xml",
            "xl/_rels/workbook.xml.rels",
            "docProps/new.xml");
    private static final List<String> CELLS = List.of("A2", "B2", "C2", "D2", "E2", "F2");
    /** As spreadsheets compute them. */
    private static final List<String> FORMULAS = List.of(
            "=1+2",
            "=cmd|' /C calc'!A0",
            "=HYPERLINK(\"http://localhost:1/\",\"x\")",
            "@SUM(1)",
            "+1+cmd|' /C calc'!A0",
            "-1+cmd|' /C calc'!A0",
            "\t=1+2",
            "\r=1+2",
            "\u00A0=1+2",
            "＝1+2",
            "＠SUM(1)");

    private static final int MEGABYTE = 1 << 20;

    private HostileSheets() {}

    static List<Attack> all() {
        List<Attack> all = new ArrayList<>();
        all.addAll(formulas());
        all.addAll(bombs());
        all.addAll(duplicates());
        all.addAll(entities());
        all.addAll(besideTheTable());
        all.addAll(oversized());
        return all;
    }

    /** The code as a condition, as what is proposed, and as a heading. */
    static List<Attack> ofCode(Kind kind, String code) {
        List<List<String>> condition = table(2, code);
        List<List<String>> message = table(4, code);
        List<List<String>> heading = new ArrayList<>(HostileWorkbooks.TABLE);
        heading.set(0, put(heading.get(0), 2, code));
        return List.of(
                csv(kind, condition),
                xlsx(kind, Workbooks.write("Rules", condition, List.of())),
                csv(kind, message),
                xlsx(kind, Workbooks.write("Rules", heading, List.of())));
    }

    private static List<Attack> formulas() {
        List<Attack> all = new ArrayList<>();
        for (String cell : CELLS) {
            all.add(formula(cell, "<f>1+2</f><v>3</v>", ""));
            all.add(formula(cell, "<f>CONCATENATE(\"p\",\"ush\")</f><v>push</v>", " t=\"str\""));
            all.add(formula(cell, "<f t=\"array\" ref=\"" + cell + "\">SUM(A1:A2)</f><v>1</v>", ""));
            all.add(formula(cell, "<f>[1]Sheet1!$A$1</f><v>1</v>", ""));
            all.add(formula(cell, "<f>cmd|'/C calc'!A0</f><v>0</v>", ""));
            all.add(formula(cell, "<f>WEBSERVICE(\"http://localhost:1/\")</f><v>1</v>", " t=\"str\""));
            all.add(formula(cell, "<v>#REF!</v>", " t=\"e\""));
        }
        for (String text :
                List.of("=1+2", "=cmd|'/C calc'!A0", "@SUM(1)", "+1+cmd|'/C calc'!A0", "=HYPERLINK(\"http://x\")")) {
            all.add(csv(Kind.FORMULA, table(2, text)));
            all.add(csv(Kind.FORMULA, table(4, text)));
        }
        List<List<String>> table = HostileWorkbooks.TABLE;
        for (int column = 0; column < table.get(0).size(); column++) {
            for (String text : FORMULAS) {
                all.add(bare(List.of(table.get(0), put(table.get(1), column, text))));
                all.add(bare(List.of(put(table.get(0), column, text), table.get(1))));
            }
        }
        return all;
    }

    private static Attack formula(String cell, String content, String type) {
        return xlsx(Kind.FORMULA, HostileWorkbooks.cell(cell, "<c r=\"" + cell + "\"" + type + ">" + content + "</c>"));
    }

    private static List<Attack> bombs() {
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i <= 1_000; i++) {
            many.put("xl/part" + i + ".xml", new byte[0]);
        }
        Map<String, byte[]> large = HostileWorkbooks.parts(HostileWorkbooks.sound());
        for (int i = 0; i < 6; i++) {
            large.put("xl/large" + i + ".bin", sparse(10 * MEGABYTE));
        }
        byte[] inner = HostileWorkbooks.packed(Map.of("a.xml", new byte[10 * MEGABYTE]));
        return List.of(
                xlsx(Kind.ZIP_BOMB, HostileWorkbooks.with("xl/big.xml", new byte[60 * MEGABYTE])),
                xlsx(Kind.ZIP_BOMB, HostileWorkbooks.with("xl/big.bin", new byte[30 * MEGABYTE])),
                xlsx(Kind.ZIP_BOMB, HostileWorkbooks.with(SHEET, " ".repeat(40 * MEGABYTE))),
                xlsx(Kind.ZIP_BOMB, HostileWorkbooks.with("xl/sharedStrings.xml", "<si>".repeat(10 * MEGABYTE))),
                xlsx(Kind.ZIP_BOMB, HostileWorkbooks.with("inner.zip", inner)),
                xlsx(Kind.ZIP_BOMB, HostileWorkbooks.with("xl/inner.xlsx", HostileWorkbooks.sound())),
                xlsx(Kind.ZIP_BOMB, HostileWorkbooks.with("xl/media/image1.png", inner)),
                xlsx(Kind.ZIP_BOMB, HostileWorkbooks.packed(large)),
                xlsx(Kind.ZIP_BOMB, HostileWorkbooks.packed(many)));
    }

    /** Bytes that pack to about a fiftieth: below the limit of one part, beyond that of all. */
    private static byte[] sparse(int size) {
        byte[] bytes = new byte[size];
        long state = 42;
        for (int i = 0; i < size; i += 97) {
            state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            bytes[i] = (byte) (state >>> 56);
        }
        return bytes;
    }

    private static List<Attack> duplicates() {
        List<Attack> all = new ArrayList<>();
        String other = "<worksheet/>";
        for (String part : List.of(SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml")) {
            all.add(xlsx(Kind.DUPLICATE_PART, HostileWorkbooks.twice(part, other)));
            all.add(xlsx(Kind.DUPLICATE_PART, HostileWorkbooks.twice(part, HostileWorkbooks.text(part))));
        }
        all.add(xlsx(Kind.DUPLICATE_PART, HostileWorkbooks.with("xl/Worksheets/Sheet1.xml", other)));
        all.add(xlsx(Kind.DUPLICATE_PART, HostileWorkbooks.with("XL/WORKBOOK.XML", "<a/>")));
        return all;
    }

    private static List<Attack> entities() {
        List<String> texts = List.of(
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                "<?xml version=\"1.0\"?><!doctype a SYSTEM \"http://127.0.0.1/x\"><a/>",
                "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1/x.dtd\"> %p;]><a/>",
                "<!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>");
        List<Attack> all = new ArrayList<>();
        for (String part : PARTS) {
            for (String text : texts) {
                for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
                    all.add(xlsx(Kind.ENTITIES, HostileWorkbooks.with(part, text.getBytes(charset))));
                }
            }
            all.add(xlsx(Kind.ENTITIES, HostileWorkbooks.with(part, "<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>")));
        }
        return all;
    }

    private static List<Attack> besideTheTable() {
        List<Attack> all = new ArrayList<>();
        for (String part : List.of(
                "xl/vbaProject.bin",
                "xl/externalLinks/externalLink1.xml",
                "xl/embeddings/oleObject1.bin",
                "xl/activeX/activeX1.xml",
                "xl/ctrlProps/ctrlProp1.xml",
                "xl/queryTables/queryTable1.xml",
                "xl/connections.xml",
                "../../etc/passwd",
                "/etc/passwd",
                "xl\\..\\evil")) {
            all.add(xlsx(Kind.BESIDE_THE_TABLE, HostileWorkbooks.with(part, "x")));
        }
        String relations = "xl/_rels/workbook.xml.rels";
        String link =
                "<Relationship Id=\"rIdX\" Type=\"http://x\" Target=\"http://127.0.0.1/\" TargetMode=\"External\"/>";
        all.add(xlsx(
                Kind.BESIDE_THE_TABLE,
                HostileWorkbooks.changed(relations, "</Relationships>", link + "</Relationships>")));
        all.add(xlsx(
                Kind.BESIDE_THE_TABLE,
                HostileWorkbooks.changed("xl/workbook.xml", "<sheet ", "<sheet state=\"veryHidden\" ")));
        all.add(xlsx(
                Kind.BESIDE_THE_TABLE, HostileWorkbooks.changed(SHEET, "<row r=\"2\"", "<row hidden=\"1\" r=\"2\"")));
        return all;
    }

    private static List<Attack> oversized() {
        List<List<String>> long1 = table(1, "w".repeat(40_000));
        List<List<String>> cells = new ArrayList<>(HostileWorkbooks.TABLE);
        cells.addAll(Collections.nCopies(40_000, HostileWorkbooks.TABLE.get(1)));
        List<List<String>> lines = new ArrayList<>(HostileWorkbooks.TABLE);
        lines.addAll(Collections.nCopies(10_001, HostileWorkbooks.TABLE.get(1)));
        byte[] longest = new byte[5 * MEGABYTE + 1];
        Arrays.fill(longest, (byte) 'x');
        return List.of(
                xlsx(Kind.OVERSIZED, longest),
                xlsx(Kind.OVERSIZED, Workbooks.write("Rules", cells, List.of())),
                xlsx(
                        Kind.OVERSIZED,
                        HostileWorkbooks.cell(
                                "B2", "<c r=\"B2\" t=\"inlineStr\"><is><t>" + "w".repeat(40_000) + "</t></is></c>")),
                xlsx(Kind.OVERSIZED, HostileWorkbooks.cell("C2", "<c r=\"C2\"><v>1E999999999</v></c>")),
                xlsx(Kind.OVERSIZED, HostileWorkbooks.cell("C2", "<c r=\"C2\"><v>" + "9".repeat(30_000) + "</v></c>")),
                csv(Kind.OVERSIZED, long1),
                csv(Kind.OVERSIZED, lines),
                new Attack(Kind.OVERSIZED, Map.of("rules.csv", "\"" + "x".repeat(3 * MEGABYTE)), ""),
                new Attack(Kind.OVERSIZED, Map.of("rules.csv", ",".repeat(2 * MEGABYTE)), ""),
                new Attack(Kind.OVERSIZED, Map.of("rules.xlsx", "no Base64 ".repeat(100)), ""));
    }

    /** The table with another text in a cell of its row. */
    private static List<List<String>> table(int column, String text) {
        return List.of(HostileWorkbooks.TABLE.get(0), put(HostileWorkbooks.TABLE.get(1), column, text));
    }

    private static List<String> put(List<String> row, int column, String text) {
        List<String> changed = new ArrayList<>(row);
        changed.set(column, text);
        return changed;
    }

    /** With the cells as they are, not protected as what the product itself writes. */
    private static Attack bare(List<List<String>> table) {
        String text = table.stream()
                .map(row -> row.stream()
                        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
        return new Attack(Kind.FORMULA, Map.of("rules.csv", text), "");
    }

    private static Attack csv(Kind kind, List<List<String>> table) {
        return new Attack(kind, Map.of("rules.csv", CsvSheet.write(table)), "");
    }

    private static Attack xlsx(Kind kind, byte[] workbook) {
        return new Attack(kind, Map.of("rules.xlsx", HostileWorkbooks.base64(workbook)), "");
    }
}
