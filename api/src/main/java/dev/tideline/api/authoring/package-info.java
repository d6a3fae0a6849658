/** The endpoints of drafts and versions: what authors write, what is wrong with it, and what it was before. */
@NullMarked
package dev.tideline.api.authoring;

import org.jspecify.annotations.NullMarked;
