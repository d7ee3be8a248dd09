/** The set-up file: reads it strictly, with line numbers, and writes it. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.setup.yaml;
