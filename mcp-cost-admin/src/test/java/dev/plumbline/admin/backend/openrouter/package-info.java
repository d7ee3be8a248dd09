@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.backend.openrouter;
