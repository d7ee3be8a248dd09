/** Tests of reading tables. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.table;
