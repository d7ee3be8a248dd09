/** Puts the gateway together and starts it. */
@NullMarked
package dev.plumbline.gateway.start;

import org.jspecify.annotations.NullMarked;
