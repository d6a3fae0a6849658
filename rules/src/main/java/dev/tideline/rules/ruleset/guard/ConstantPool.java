package dev.tideline.rules.ruleset.guard;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the constant pool of one class file
 * (<a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.4">JVMS 4.4</a>).
 */
final class ConstantPool {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int NAME_AND_TYPE = 12;

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
            return Optional.of(pool.names(in.readUnsignedShort(), in.readUnsignedShort()));
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

    private NamesInClass names(int self, int superclass) {
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
        return new NamesInClass(className(self), className(superclass), classes, members, dynamic);
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
