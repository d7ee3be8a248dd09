/** The built server, used by real clients in other processes. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.stats.e2e;
