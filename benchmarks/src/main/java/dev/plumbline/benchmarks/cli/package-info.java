/** The program {@code bin/benchmark}. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.benchmarks.cli;
