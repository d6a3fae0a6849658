package dev.tideline.engine.simulation.tally;

/** Whether a draft serves a person, before it is known who else asks for money. */
public enum Prospect {
    /** Not even if the other playbooks got no money. */
    NONE,
    /** Only if the money of another playbook does not do for him. */
    CONTESTED,
    /** Also if the other playbooks get what there is for him. */
    SURE
}
