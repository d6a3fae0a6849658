package dev.tideline.api.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A body that may be larger than others, since it holds whole files. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LargeBody {

    /** How many bytes it may have. */
    int MOST_BYTES = 8 << 20;
}
