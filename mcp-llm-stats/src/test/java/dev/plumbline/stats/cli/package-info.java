/** Tests of the program's own commands. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.stats.cli;
