/** Checks what operators set up, before it is kept. */
@NullMarked
package dev.plumbline.control.rules;

import org.jspecify.annotations.NullMarked;
