package dev.tideline.rules.notation.table.file;

import dev.tideline.rules.notation.table.file.SafeZip.Unsafe;
import dev.tideline.rules.problem.Wording;
import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks through a part of a workbook with the JDK's parser and its limits, before the workbook's own reader, which has none, is let at
 * it: what would take that one time or memory without end is refused, and of a sheet what Excel does not show. For one thread.
 */
final class SafeXml {

    private static final int MOST_ATTRIBUTES = 100;
    private static final int DEEPEST = 64;
    /** A row, or a cell in one of the first 702 columns: a reader keeps room for all that are before it. */
    private static final Pattern PLACE = Pattern.compile("[A-Z]{0,2}[0-9]{1,7}");

    private static final Pattern NOTHING = Pattern.compile("0+(\\.0*)?");

    private final String name;
    private final XMLStreamReader reader;
    private final Set<String> places = new HashSet<>();

    private SafeXml(String name, XMLStreamReader reader) {
        this.name = name;
        this.reader = reader;
    }

    /** Whether this is a part that tables are read from. */
    static boolean isRead(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".rels") || (lower.startsWith("xl/") && lower.endsWith(".xml"));
    }

    /**
     * Looks at one part.
     *
     * @throws Unsafe if it is no XML that is whole, or holds more than a table can need or shows
     */
    static void check(String name, byte[] content) throws Unsafe {
        try {
            new SafeXml(name, factory().createXMLStreamReader(new ByteArrayInputStream(content))).walk();
        } catch (XMLStreamException e) {
            throw tooMuch(name);
        }
    }

    private void walk() throws XMLStreamException, Unsafe {
        boolean sheet = name.toLowerCase(Locale.ROOT).contains("worksheets/");
        int depth = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                if (++depth > DEEPEST || reader.getAttributeCount() > MOST_ATTRIBUTES) {
                    throw tooMuch(name);
                }
                if (sheet) {
                    ofSheet();
                }
            }
        }
    }

    private void ofSheet() throws Unsafe {
        String place = reader.getAttributeValue(null, "r");
        if (place != null && !PLACE.matcher(place).matches()) {
            throw new Unsafe(place, Wording.of("a cell in one of the columns A to ZZ"));
        }
        if (place != null && !places.add(place)) {
            throw new Unsafe(place, Wording.of("each row and cell of a sheet once"));
        }
        switch (reader.getLocalName()) {
            case "col" -> {
                if (isSet("hidden") || isNothing("width")) {
                    throw new Unsafe(part(), Wording.of("a sheet without columns that are hidden"));
                }
            }
            case "row" -> {
                if (isNothing("ht")) {
                    throw new Unsafe(Objects.requireNonNullElse(place, part()), Wording.of("a row that is not hidden"));
                }
            }
            case "sheetFormatPr" -> {
                if (isSet("zeroHeight")) {
                    throw new Unsafe(part(), Wording.of("a row that is not hidden"));
                }
            }
            case "rPh" -> throw new Unsafe(part(), Wording.of("cells without text above their text"));
            default -> {}
        }
    }

    private boolean isSet(String attribute) {
        String value = reader.getAttributeValue(null, attribute);
        return "1".equals(value) || "true".equals(value);
    }

    private boolean isNothing(String attribute) {
        String value = reader.getAttributeValue(null, attribute);
        return value != null && NOTHING.matcher(value).matches();
    }

    private String part() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static Unsafe tooMuch(String name) {
        return new Unsafe(
                name,
                Wording.of(
                        "parts of XML that is whole, with at most {0} attributes in an element and {1} elements in one another",
                        MOST_ATTRIBUTES, DEEPEST));
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
