/** Tools about virtual keys. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.tools.keys;
