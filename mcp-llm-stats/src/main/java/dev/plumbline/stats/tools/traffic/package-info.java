/** Tools about requests: how many, how fast, how well cached, and single ones. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.stats.tools.traffic;
