/** Offers every source that is asked over the network. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.api;
