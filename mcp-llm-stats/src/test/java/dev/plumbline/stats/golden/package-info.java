/** Questions as people ask them, answered by the tools and by SQL of its own. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.stats.golden;
