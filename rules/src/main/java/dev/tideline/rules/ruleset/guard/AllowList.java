package dev.tideline.rules.ruleset.guard;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What one kind of generated class may name.
 *
 * @param className names of the classes of this kind
 * @param superclass what they extend
 * @param packages packages whose classes and members they may name, with the last dot
 * @param classes further classes they may name
 * @param members further members they may name, {@code Owner.*} for all of an owner
 * @param dynamic whether they may link at run time: only to the methods on this list
 */
record AllowList(
        Pattern className,
        String superclass,
        List<String> packages,
        Set<String> classes,
        Set<String> members,
        boolean dynamic) {

    AllowList {
        packages = List.copyOf(packages);
        classes = Set.copyOf(classes);
        members = Set.copyOf(members);
    }

    boolean allowsClass(String type, String self) {
        return type.equals(self)
                || isPrimitive(type)
                || classes.contains(type)
                || members.stream().anyMatch(member -> owner(member).equals(type))
                || packages.stream().anyMatch(type::startsWith);
    }

    boolean allowsMember(String member, String self) {
        String owner = owner(member);
        return owner.equals(self)
                || members.contains(member)
                || members.contains(owner + ".*")
                || packages.stream().anyMatch(owner::startsWith);
    }

    private static boolean isPrimitive(String type) {
        return type.length() == 1;
    }

    private static String owner(String member) {
        return member.substring(0, member.lastIndexOf('.'));
    }
}
