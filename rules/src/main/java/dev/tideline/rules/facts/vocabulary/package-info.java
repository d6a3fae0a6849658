/** The declared fields of users, market and instant, and the facts that follow from them. */
@NullMarked
package dev.tideline.rules.facts.vocabulary;

import org.jspecify.annotations.NullMarked;
