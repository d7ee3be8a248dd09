/** What applications ask for and what came of it, in terms that all parts of the pipeline share. */
@NullMarked
package dev.plumbline.gateway.call;

import org.jspecify.annotations.NullMarked;
