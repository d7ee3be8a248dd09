/** Tests of the analyses on hand-computed tables. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.stats.analysis;
