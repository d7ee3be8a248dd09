@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.otel.http;
