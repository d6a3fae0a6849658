/** Who a user is: lifecycle stage, RFM scores and bands, as conditions in files under {@code segments/}. */
@NullMarked
package dev.tideline.rules.segments;

import org.jspecify.annotations.NullMarked;
