/** Receives OpenTelemetry spans over OTLP/HTTP and writes the calls of models into the ledger. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.otel.http;
