/** Tests of the evaluation. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.stats.evaluation;
