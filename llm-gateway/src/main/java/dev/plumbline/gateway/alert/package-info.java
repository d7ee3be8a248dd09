/** Watches spend, keys and providers, and sees to it that what is found is told. */
@NullMarked
package dev.plumbline.gateway.alert;

import org.jspecify.annotations.NullMarked;
