/** What a new playbook begins with: tables, sentences and rules to download and write on. */
@NullMarked
package dev.tideline.api.authoring.template;

import org.jspecify.annotations.NullMarked;
