/** Tests of the tools about alerts, against a gateway and a receiver of their own. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.tools.alerts;
