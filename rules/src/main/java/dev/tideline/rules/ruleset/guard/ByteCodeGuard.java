package dev.tideline.rules.ruleset.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The second guard: whatever the check of author's text may have missed, generated classes are loaded only if all they
 * name is on a list.
 */
final class ByteCodeGuard {

    private ByteCodeGuard() {}

    /** What one class names that it must not; empty if it may be loaded. */
    static List<String> faults(String name, byte[] code) {
        Optional<AllowList> list = AllowLists.of(name);
        Optional<NamesInClass> names =
                ConstantPool.read(code).filter(read -> read.name().equals(name));
        return list.isEmpty() || names.isEmpty()
                ? List.of("Class " + name + " is none that rules are compiled to")
                : faults(names.get(), list.get());
    }

    private static List<String> faults(NamesInClass names, AllowList list) {
        List<String> faults = new ArrayList<>();
        if (!list.superclass().equals(names.superclass())) {
            faults.add("Class " + names.name() + " extends " + names.superclass());
        }
        if (names.dynamic() && !list.dynamic()) {
            faults.add("Class " + names.name() + " links at run time");
        }
        if (!names.ends()) {
            faults.add("Class " + names.name() + " loops or makes arrays of numbers");
        }
        names.classes().stream()
                .filter(type -> !list.allowsClass(type, names.name()))
                .forEach(type -> faults.add("Class " + names.name() + " names class " + type));
        names.members().stream()
                .filter(member -> !list.allowsMember(member, names.name()))
                .forEach(member -> faults.add("Class " + names.name() + " names " + member));
        return faults;
    }
}
