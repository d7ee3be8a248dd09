/** One contract for control stores in every database. */
@NullMarked
package dev.plumbline.control.jdbc;

import org.jspecify.annotations.NullMarked;
