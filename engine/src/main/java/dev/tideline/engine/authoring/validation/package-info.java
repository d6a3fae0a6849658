/** Whether the files of a playbook may come into force: read, compiled, proven by their cases and linted. */
@NullMarked
package dev.tideline.engine.authoring.validation;

import org.jspecify.annotations.NullMarked;
