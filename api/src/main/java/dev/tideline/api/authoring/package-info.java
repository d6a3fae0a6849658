/** The endpoints of a playbook's life: drafts, validation, versions. */
@NullMarked
package dev.tideline.api.authoring;

import org.jspecify.annotations.NullMarked;
