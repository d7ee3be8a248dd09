/**
 * A provider on the own machine that speaks both dialects without a model, for trials and tests.
 */
@NullMarked
package dev.plumbline.gateway.standin;

import org.jspecify.annotations.NullMarked;
