/** The admin API over real HTTP, with a real store. */
@NullMarked
package dev.plumbline.gateway.admin;

import org.jspecify.annotations.NullMarked;
