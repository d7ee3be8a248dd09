/** Tests of what entries must be like. */
@NullMarked
package dev.plumbline.control.rules;

import org.jspecify.annotations.NullMarked;
