/** The append-only record of every call, with secrets redacted. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.mcp.audit;
