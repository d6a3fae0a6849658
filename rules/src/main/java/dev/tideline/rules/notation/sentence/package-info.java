/** Rules as sentences in English or Chinese, by dictionaries in the format of the Drools DSL. */
@NullMarked
package dev.tideline.rules.notation.sentence;

import org.jspecify.annotations.NullMarked;
