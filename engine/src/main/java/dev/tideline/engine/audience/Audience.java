package dev.tideline.engine.audience;

import java.util.List;

/**
 * One audience.
 *
 * @param key its key
 * @param kinds what feeds it, sorted: a whole playbook, or the rules that name it as audience or segment
 * @param playbooks playbooks that feed it, sorted
 * @param members accounts in it now, without withheld ones
 */
public record Audience(String key, List<String> kinds, List<String> playbooks, long members) {

    public Audience {
        kinds = List.copyOf(kinds);
        playbooks = List.copyOf(playbooks);
    }
}
