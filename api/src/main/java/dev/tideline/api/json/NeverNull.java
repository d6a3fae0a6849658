package dev.tideline.api.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A member of a body that may be missing but not null. For a sum whose absence means all of it: a caller whose number is
 * missing by mistake writes null, and would move the whole amount.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface NeverNull {}
