/** Who asks, and for what they are let in. */
@NullMarked
package dev.plumbline.gateway.access;

import org.jspecify.annotations.NullMarked;
