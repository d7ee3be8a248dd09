/** A real gateway with a stand-in provider behind, and the server that administers it. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.world;
