/** Checks of what a playbook declares beside its rules: names that nobody knows or uses, and lists that exclude each other. */
@NullMarked
package dev.tideline.rules.lint.declaration;

import org.jspecify.annotations.NullMarked;
