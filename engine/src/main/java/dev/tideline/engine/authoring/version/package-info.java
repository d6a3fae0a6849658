/** The versions of playbooks: immutable, named by their content, with who made them and when they were in force. */
@NullMarked
package dev.tideline.engine.authoring.version;

import org.jspecify.annotations.NullMarked;
