/** Tests of the media. */
@NullMarked
package dev.plumbline.gateway.alert.channel;

import org.jspecify.annotations.NullMarked;
