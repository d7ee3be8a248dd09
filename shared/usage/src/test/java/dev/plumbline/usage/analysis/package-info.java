/** Tests of the analyses on hand-computed tables. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.analysis;
