/** Writes what operators set up as JSON, and reads it back. */
@NullMarked
package dev.plumbline.control.json;

import org.jspecify.annotations.NullMarked;
