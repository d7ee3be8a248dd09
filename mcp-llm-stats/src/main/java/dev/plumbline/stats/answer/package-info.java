/** How arguments are read and figures are worded, for every tool alike. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.stats.answer;
