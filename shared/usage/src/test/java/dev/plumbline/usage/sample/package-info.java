/** Tests of the sample organisation. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.sample;
