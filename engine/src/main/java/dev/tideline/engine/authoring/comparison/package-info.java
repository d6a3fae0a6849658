/** What differs between two sets of files of a playbook: line by line, and cell by cell in tables. Pure. */
@NullMarked
package dev.tideline.engine.authoring.comparison;

import org.jspecify.annotations.NullMarked;
