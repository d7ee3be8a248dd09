/** Follows calls across programs: spans of OpenTelemetry, sent over OTLP. */
@NullMarked
package dev.plumbline.gateway.trace;

import org.jspecify.annotations.NullMarked;
