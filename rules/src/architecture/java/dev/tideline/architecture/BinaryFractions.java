package dev.tideline.architecture;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Finds {@code float} and {@code double} in the byte code of packages that money passes: fields, parameters, locals,
 * constants, arithmetic, conversions, and members of others that take or give them. What source code hides, such as a
 * promotion to double, shows there.
 */
public final class BinaryFractions {

    private static final Pattern INSTRUCTION = Pattern.compile("^\\s+\\d+: (\\w+)(.*)$");
    private static final Pattern OPCODE = Pattern.compile(
            "[fd](?:add|sub|mul|div|rem|neg|cmp[lg]|return|2[dfil]|aload|astore|const_\\d|(?:load|store)(?:_\\d)?)|[il]2[fd]");
    private static final Pattern MEMBER = Pattern.compile("// (?:Interface)?(?:Method|Field|InvokeDynamic) .*:(\\S+)$");
    private static final Pattern WORD = Pattern.compile("\\b(?:float|double)\\b");

    private BinaryFractions() {}

    /**
     * Looks through compiled classes.
     *
     * @param classes folder of the module's classes
     * @param packages packages, with all below them
     * @return what was found, by class; the key is there for every class, empty if nothing was found
     */
    public static Map<String, List<String>> in(Path classes, List<String> packages) {
        Map<String, List<String>> found = new TreeMap<>();
        for (String name : packages) {
            Path folder = classes.resolve(name.replace('.', '/'));
            try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
                files.filter(file -> file.toString().endsWith(".class"))
                        .forEach(file -> found.put(classes.relativize(file).toString(), of(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static List<String> of(Path file) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        int status = ToolProvider.findFirst("javap").orElseThrow().run(out, out, "-c", "-p", file.toString());
        if (status != 0) {
            throw new IllegalStateException("javap cannot read " + file + ": " + text);
        }
        List<String> found = new ArrayList<>();
        text.toString().lines().filter(BinaryFractions::fraction).forEach(line -> found.add(line.strip()));
        return found;
    }

    private static boolean fraction(String line) {
        Matcher instruction = INSTRUCTION.matcher(line);
        if (!instruction.matches()) {
            return WORD.matcher(line).find();
        }
        Matcher member = MEMBER.matcher(line);
        boolean passes = member.find() && takesOrGives(member.group(1));
        boolean constant = instruction.group(1).startsWith("ldc") && line.matches(".*// (?:float|double) .*");
        return passes || constant || OPCODE.matcher(instruction.group(1)).matches();
    }

    /** Names of classes hold the letters too. */
    private static boolean takesOrGives(String descriptor) {
        return descriptor.replaceAll("L[^;]*;", "").matches(".*[FD].*");
    }
}
