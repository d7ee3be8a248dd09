/** Reads usage out of OpenTelemetry spans that follow the conventions for generative AI. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.otel;
