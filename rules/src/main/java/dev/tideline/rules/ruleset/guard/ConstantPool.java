package dev.tideline.rules.ruleset.guard;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the constant pool of one class file
 * (<a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.4">JVMS 4.4</a>), and of its methods
 * whether they end.
 */
final class ConstantPool {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int NAME_AND_TYPE = 12;
    private static final int CODE_LENGTH_AT = 4;
    private static final int CODE_AT = 8;

    private final int[] tags;
    private final int[] first;
    private final int[] second;
    private final @Nullable String[] texts;

    private ConstantPool(int count) {
        tags = new int[count];
        first = new int[count];
        second = new int[count];
        texts = new String[count];
    }

    /** What a class file names; empty if it is no class file. */
    static Optional<NamesInClass> read(byte[] code) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(code))) {
            if (in.readInt() != MAGIC) {
                return Optional.empty();
            }
            in.skipNBytes(4);
            ConstantPool pool = new ConstantPool(in.readUnsignedShort());
            pool.fill(in);
            in.skipNBytes(2);
            int self = in.readUnsignedShort();
            int superclass = in.readUnsignedShort();
            in.skipNBytes(2L * in.readUnsignedShort());
            boolean fieldsEnd = pool.membersEnd(in);
            return Optional.of(pool.names(self, superclass, fieldsEnd && pool.membersEnd(in)));
        } catch (IOException | IndexOutOfBoundsException broken) {
            return Optional.empty();
        }
    }

    private void fill(DataInputStream in) throws IOException {
        for (int index = 1; index < tags.length; index++) {
            tags[index] = in.readUnsignedByte();
            switch (tags[index]) {
                case UTF8 -> texts[index] = in.readUTF();
                case 3, 4, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    index++;
                }
                case CLASS, 8, 16, 19, 20 -> first[index] = in.readUnsignedShort();
                case 9, 10, 11, NAME_AND_TYPE -> {
                    first[index] = in.readUnsignedShort();
                    second[index] = in.readUnsignedShort();
                }
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("Unknown tag " + tags[index]);
            }
        }
    }

    /** Reads over fields or methods; whether the code of all of them runs from top to bottom. */
    private boolean membersEnd(DataInputStream in) throws IOException {
        boolean end = true;
        int members = in.readUnsignedShort();
        for (int member = 0; member < members; member++) {
            in.skipNBytes(6);
            int attributes = in.readUnsignedShort();
            for (int attribute = 0; attribute < attributes; attribute++) {
                boolean code = text(in.readUnsignedShort()).equals("Code");
                byte[] content = in.readNBytes(Math.max(0, in.readInt()));
                end &= !code || ends(content);
            }
        }
        return end;
    }

    private static boolean ends(byte[] content) {
        int length = Objects.checkIndex(ByteBuffer.wrap(content).getInt(CODE_LENGTH_AT), content.length);
        return new Instructions(Arrays.copyOfRange(content, CODE_AT, CODE_AT + length)).endForSure();
    }

    private NamesInClass names(int self, int superclass, boolean ends) {
        Set<String> classes = new TreeSet<>();
        Set<String> members = new TreeSet<>();
        boolean dynamic = false;
        for (int index = 1; index < tags.length; index++) {
            switch (tags[index]) {
                case CLASS -> classes.add(className(index));
                case 9, 10, 11 -> members.add(className(first[index]) + "." + text(first[second[index]]));
                case 15, 17, 18 -> dynamic = true;
                default -> {}
            }
        }
        return new NamesInClass(className(self), className(superclass), classes, members, dynamic, ends);
    }

    /** Dotted name of a class, or of the elements of an array. */
    private String className(int index) {
        String name = text(first[index]);
        String element = name.startsWith("[") ? name.replaceFirst("^\\[+L?", "").replace(";", "") : name;
        return element.replace('/', '.');
    }

    private String text(int index) {
        return Objects.requireNonNullElse(texts[index], "");
    }
}
