/** Measures the gateway beside another one over the same provider. */
@NullMarked
package dev.plumbline.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
