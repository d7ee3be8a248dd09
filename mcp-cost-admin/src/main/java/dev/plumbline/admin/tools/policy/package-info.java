/** Tools about routes, caching and circuit breakers. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.tools.policy;
