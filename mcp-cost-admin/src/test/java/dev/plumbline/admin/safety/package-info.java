/** What holds for every tool that changes something, and for every secret. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.safety;
