/** All tools of the server. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.tools;
