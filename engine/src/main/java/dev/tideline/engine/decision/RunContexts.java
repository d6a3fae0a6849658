package dev.tideline.engine.decision;

/** What the decisions of one run, chunk or pull are made under: the same for everybody but for the versions that act. */
public interface RunContexts {

    /** What is the same for everybody; of its playbooks those that are in force. */
    RunContext common();

    /** What binds one person, with the versions of playbooks that act for him. */
    RunContext of(String personId);
}
