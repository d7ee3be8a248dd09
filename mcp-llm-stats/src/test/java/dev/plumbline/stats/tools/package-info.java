/** Tests of the tools against small ledgers whose sums are worked out by hand. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.stats.tools;
