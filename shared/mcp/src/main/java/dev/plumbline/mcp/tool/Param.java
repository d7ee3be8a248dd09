package dev.plumbline.mcp.tool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a record component for the schema.
 *
 * <p>A component is required unless it is {@code @Nullable} or has a default. Its JSON name is the
 * component's in snake case.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Param {
  /** What it means, in a few words. */
  String value();

  /** The JSON text of the value taken when the argument is absent; empty for none. */
  String defaultValue() default "";

  /** The smallest number, or the shortest text or list. */
  long min() default Long.MIN_VALUE;

  /** The largest number, or the longest text or list. */
  long max() default Long.MAX_VALUE;

  /** A regular expression that a text must match; empty for none. */
  String pattern() default "";
}
