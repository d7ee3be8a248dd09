/** HTTP between applications and the gateway, over Jetty. */
@NullMarked
package dev.plumbline.gateway.http;

import org.jspecify.annotations.NullMarked;
