/** Servers that speak the administration APIs of vendors as these document them. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.testkit.vendors;
