/** Playbooks as their authors write them: the text files of one folder, read, checked and named by their content. */
@NullMarked
package dev.tideline.rules.playbook;

import org.jspecify.annotations.NullMarked;
