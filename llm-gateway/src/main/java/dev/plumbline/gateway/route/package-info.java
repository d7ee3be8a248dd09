/** Chooses the targets of calls, tries them, and brings their answers back. */
@NullMarked
package dev.plumbline.gateway.route;

import org.jspecify.annotations.NullMarked;
