/** Tests of reading foreign text. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.text;
