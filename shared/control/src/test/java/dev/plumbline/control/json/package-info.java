/** Tests of entries as JSON. */
@NullMarked
package dev.plumbline.control.json;

import org.jspecify.annotations.NullMarked;
