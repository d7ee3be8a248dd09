/**
 * The set-up of a whole company: what it is to be, how it differs from what is there, and its
 * making.
 */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.setup;
