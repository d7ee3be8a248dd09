/** Reads reports that servers cut into time buckets, each bucket once it is final. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.report;
