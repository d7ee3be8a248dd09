/** What providers answer: events of streams, usage in the provider's own figures, texts. */
@NullMarked
package dev.plumbline.gateway.answer;

import org.jspecify.annotations.NullMarked;
