/** The program {@code mcp-cost-admin}. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.cli;
