/** Tests of what the program serves. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.stats.cli;
