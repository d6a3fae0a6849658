/** When a playbook may come again to the same person: once, once a window, per event, after a cooldown. */
@NullMarked
package dev.tideline.rules.playbook.reentry;

import org.jspecify.annotations.NullMarked;
