package dev.tideline.rules.lint.relation;

import dev.tideline.rules.lint.solver.Box;
import dev.tideline.rules.problem.Wording;
import java.util.List;

/** How values of one user belong together. Immutable. */
interface Relation {

    /** Boxes that hold every user of the box for whom it is so; the box itself where it says nothing of it. */
    List<Box> narrowed(Box box);

    /** What it says, of users of a box. */
    Wording said(Box box);

    /** Whether the engine makes it so; else whoever feeds the fields. */
    boolean certain();
}
