@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.api;
