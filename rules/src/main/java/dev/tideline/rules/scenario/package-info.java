/** Tests playbooks by data: runs the cases of {@code scenarios.yaml} and tells what differed. */
@NullMarked
package dev.tideline.rules.scenario;

import org.jspecify.annotations.NullMarked;
