/** The usage ledger: what every LLM request used and cost, written once and read by everyone. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage;
