/** What is written down, and what outlives a crash. */
@NullMarked
package dev.plumbline.gateway.record;

import org.jspecify.annotations.NullMarked;
