/** Tools about alerts, their channels and silences. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.tools.alerts;
