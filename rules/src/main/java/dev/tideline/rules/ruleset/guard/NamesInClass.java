package dev.tideline.rules.ruleset.guard;

import java.util.Set;

/**
 * What one class file names. Its code can reach nothing else.
 *
 * @param name dotted name of the class
 * @param superclass dotted name of its superclass
 * @param classes dotted names of all classes it names, itself included; arrays by their elements
 * @param members all fields and methods it names, as {@code dotted.Owner.member}
 * @param dynamic whether it has calls or constants that are linked by a method at run time
 * @param ends whether each of its methods runs from top to bottom and makes no array of numbers
 */
record NamesInClass(
        String name, String superclass, Set<String> classes, Set<String> members, boolean dynamic, boolean ends) {

    NamesInClass {
        classes = Set.copyOf(classes);
        members = Set.copyOf(members);
    }
}
