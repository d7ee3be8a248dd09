/** What the backends of vendors share: asking their APIs, and saying what they can do. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.backend.http;
