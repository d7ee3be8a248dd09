/** Tests of reading OpenTelemetry. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.otel;
