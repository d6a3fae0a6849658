/** Past days lived by everybody together, one day after another: all live playbooks, shared budgets, full arbitration. */
@NullMarked
package dev.tideline.engine.replay.travel;

import org.jspecify.annotations.NullMarked;
