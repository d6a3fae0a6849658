/** What is checked, and what it is checked against. */
@NullMarked
package dev.tideline.rules.lint.subject;

import org.jspecify.annotations.NullMarked;
