/** Questions and commands as people say them, and what the tools make of them. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.golden;
