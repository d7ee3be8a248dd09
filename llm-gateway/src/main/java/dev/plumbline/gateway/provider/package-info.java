/** Sends requests to providers over HTTP. */
@NullMarked
package dev.plumbline.gateway.provider;

import org.jspecify.annotations.NullMarked;
