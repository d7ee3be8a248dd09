/** A made-up organisation with habits of its own, for trying things out; seeded. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.sample;
