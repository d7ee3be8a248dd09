/** Tests of session logs. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.session;
