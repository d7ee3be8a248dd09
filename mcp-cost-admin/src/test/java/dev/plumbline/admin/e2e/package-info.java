/** Tests of the built launchers, with real clients in other processes. */
@NullMarked
package dev.plumbline.admin.e2e;

import org.jspecify.annotations.NullMarked;
