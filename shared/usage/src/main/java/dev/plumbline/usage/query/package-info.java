/** One typed question about the ledger and its typed answer. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.query;
