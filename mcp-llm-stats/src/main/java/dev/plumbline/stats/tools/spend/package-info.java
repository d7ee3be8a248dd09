/** Tools about money: what was spent, why, and what will be. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.stats.tools.spend;
