/** What applications send and are told, in the words of OpenAI and Anthropic. */
@NullMarked
package dev.plumbline.gateway.dialect;

import org.jspecify.annotations.NullMarked;
