/** What can be said of a playbook beyond its syntax, before it costs anything: conditions that cannot be meant, money that leaks. */
@NullMarked
package dev.tideline.rules.lint;

import org.jspecify.annotations.NullMarked;
