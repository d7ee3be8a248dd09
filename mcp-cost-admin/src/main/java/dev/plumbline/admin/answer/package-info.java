/** What all tools share: where they ask, how they word it, and how secrets are handed over. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.answer;
