/** Lets applications of one dialect use models of the other. */
@NullMarked
package dev.plumbline.gateway.translate;

import org.jspecify.annotations.NullMarked;
