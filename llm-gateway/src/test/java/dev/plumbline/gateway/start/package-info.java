/** The whole gateway in this process, over real HTTP, with the stand-in provider behind it. */
@NullMarked
package dev.plumbline.gateway.start;

import org.jspecify.annotations.NullMarked;
