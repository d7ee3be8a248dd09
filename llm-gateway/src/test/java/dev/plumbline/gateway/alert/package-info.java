/** Tests of what is watched and told. */
@NullMarked
package dev.plumbline.gateway.alert;

import org.jspecify.annotations.NullMarked;
