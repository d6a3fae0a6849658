package dev.tideline.engine.rulebook.catalogue;

import java.util.List;
import java.util.Map;

/**
 * The stored playbooks as one transaction saw them.
 *
 * @param epoch counts every change
 * @param paused whether everything is paused
 * @param reason why
 * @param entries the playbooks, by key; also those of which there is only a refused folder
 */
public record Catalogue(long epoch, boolean paused, String reason, List<Entry> entries) {

    /**
     * One playbook.
     *
     * @param state its state; without problems of a version that is stored
     * @param files its files, name to text
     * @param before files of the version that goes on outside its share; empty if there is none
     */
    public record Entry(PlaybookState state, Map<String, String> files, Map<String, String> before) {}

    /** The playbooks that have a version. */
    public List<Entry> stored() {
        return entries.stream().filter(entry -> entry.state().isStored()).toList();
    }
}
