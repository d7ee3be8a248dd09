/** Tests of the host itself: a fixture server in its own process, real clients in front of it. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.testkit.host;
