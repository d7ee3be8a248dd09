/** Measurements that {@code docs/benchmarks.md} reports, each beside what it is compared to. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.benchmarks;
