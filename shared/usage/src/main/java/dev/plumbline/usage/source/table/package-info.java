/** Reads usage out of tables that others export: CSV, JSON, JSON Lines. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.table;
