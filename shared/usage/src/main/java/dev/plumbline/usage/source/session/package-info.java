/**
 * Reads the session logs that coding agents leave on this machine, and follows them as they grow.
 */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.session;
