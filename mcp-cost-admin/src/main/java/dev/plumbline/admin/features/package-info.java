/** Prompts, resources and completions. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.features;
