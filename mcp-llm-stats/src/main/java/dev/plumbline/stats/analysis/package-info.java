/** Answers computed from tables of usage alone: why, what is odd, what to do. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.stats.analysis;
