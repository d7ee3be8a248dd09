/** Past requests put before the real admission again, to see what a budget would have done. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.control.replay;
