/** The types every Plumbline program shares: failures, configuration and HTTP client settings. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.kernel;
