package dev.tideline.engine.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static final int LONGEST = 1_024;

    @Test
    void dropsTheByteOrderMarkAndCarriageReturnsAndKeepsNumbers() {
        assertThat(plain("\uFEFFa\r\n\nb\nc")).containsExactly("1:a", "3:b", "4:c");
    }

    @Test
    void refusesALineThatIsTooLongAndGoesOnAfterIt() {
        String longest = "x".repeat(LONGEST);
        assertThat(plain(longest + "\n" + longest + "y\nok")).containsExactly("1:" + longest, "2:too long", "3:ok");
    }

    @Test
    void skipsAHugeLineInBoundedMemory() throws IOException {
        InputStream huge = new Zeros(300_000_000L, "\nok\n");
        LineReader lines = LineReader.plain(huge, LONGEST);
        List<String> read = new ArrayList<>();
        read(lines, read);
        assertThat(read).containsExactly("1:too long", "2:ok");
    }

    @Test
    void keepsALineFeedInsideQuotes() {
        assertThat(csv("a,\"b\nc\"\r\nd,5\" pipe\ne")).containsExactly("1:a,\"b\nc\"", "3:d,5\" pipe", "4:e");
    }

    @Test
    void refusesOnlyTheLineThatOpensAQuoteForGood() {
        assertThat(csv("a,\"b\nc\nd\n")).containsExactly("1:unclosed", "2:c", "3:d");
    }

    @Test
    void failsWhenTheBodyBreaksOff() throws IOException {
        InputStream broken = InputStream.nullInputStream();
        broken.close();
        assertThatThrownBy(() -> LineReader.plain(broken, LONGEST).next()).isInstanceOf(IOException.class);
    }

    @Property(tries = 300)
    void readsAnyTextAsItsLines(@ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 50) String letters) {
        String text = letters.replace('c', '\n');
        List<String> expected = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isEmpty()) {
                expected.add((i + 1) + ":" + lines[i]);
            }
        }
        assertThat(plain(text)).isEqualTo(expected);
        assertThat(csv(text)).isEqualTo(expected);
    }

    private static List<String> plain(String text) {
        return read(LineReader.plain(stream(text), LONGEST));
    }

    private static List<String> csv(String text) {
        return read(LineReader.csv(stream(text), LONGEST));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> read(LineReader lines) {
        List<String> found = new ArrayList<>();
        try {
            read(lines, found);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    private static void read(LineReader lines, List<String> into) throws IOException {
        for (Optional<LineBatch> batch = lines.next(); batch.isPresent(); batch = lines.next()) {
            LineBatch found = batch.get();
            for (int i = 0; i < found.count(); i++) {
                String text = found.tooLong(i) ? "too long" : found.unclosed(i) ? "unclosed" : found.text(i);
                into.add(found.number(i) + ":" + text);
            }
        }
    }

    /** So many zeros, then a text. */
    private static final class Zeros extends InputStream {

        private final byte[] tail;
        private long zeros;
        private int at;

        Zeros(long zeros, String tail) {
            this.zeros = zeros;
            this.tail = tail.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (zeros > 0) {
                int some = (int) Math.min(zeros, length);
                Arrays.fill(into, from, from + some, (byte) '0');
                zeros -= some;
                return some;
            }
            int some = Math.min(tail.length - at, length);
            System.arraycopy(tail, at, into, from, some);
            at += some;
            return some == 0 ? -1 : some;
        }
    }
}
