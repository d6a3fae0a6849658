/** How a version comes into force: by what a simulation said of it, approved by a second person where much is at stake. */
@NullMarked
package dev.tideline.engine.authoring.publication;

import org.jspecify.annotations.NullMarked;
