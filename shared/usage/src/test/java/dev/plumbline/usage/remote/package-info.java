/** The ledger over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.remote;
