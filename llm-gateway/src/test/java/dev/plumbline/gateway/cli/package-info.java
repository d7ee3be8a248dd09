/** The command line against a running gateway, and without one. */
@NullMarked
package dev.plumbline.gateway.cli;

import org.jspecify.annotations.NullMarked;
