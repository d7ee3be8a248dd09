/**
 * Reads foreign text files: lines of any length, counts, times and amounts as others write them.
 */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.text;
