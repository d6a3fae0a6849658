package dev.tideline.api.author;

import java.util.List;

/**
 * The rules of a draft, or those in force, in all notations.
 *
 * @param playbook key of the playbook
 * @param draft whether somebody saved a draft
 * @param inForce whether the rules in force are shown instead of the draft's
 * @param problems what keeps the draft's rules from being read
 * @param view the rules; none if they cannot be read
 */
record RulesPanel(String playbook, boolean draft, boolean inForce, List<String> problems, NotationsView view) {}
