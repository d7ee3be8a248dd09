/** Tests of what operators set up. */
@NullMarked
package dev.plumbline.control;

import org.jspecify.annotations.NullMarked;
