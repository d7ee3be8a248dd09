/** One contract for all guards. */
@NullMarked
package dev.plumbline.control.guard;

import org.jspecify.annotations.NullMarked;
