/** What a field is at an instant, worked out from columns, and when it changes next with nothing happening. */
@NullMarked
package dev.tideline.engine.snapshot.measure;

import org.jspecify.annotations.NullMarked;
