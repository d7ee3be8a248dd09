/** Tests of imports. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source;
