/** What alerts found, what is still to be told of it, and what was told; not what they watch. */
@NullMarked
package dev.plumbline.control.alert;

import org.jspecify.annotations.NullMarked;
