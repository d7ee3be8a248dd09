/** Tools about the set-up of a whole company. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.tools.setup;
