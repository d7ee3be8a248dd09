/**
 * The ledger over HTTP: questions, events and answers as JSON, and a reader that asks a gateway.
 */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.remote;
