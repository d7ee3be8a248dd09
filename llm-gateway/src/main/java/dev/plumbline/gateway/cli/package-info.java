/** The command line of the gateway: serving, and its admin API for people and scripts. */
@NullMarked
package dev.plumbline.gateway.cli;

import org.jspecify.annotations.NullMarked;
