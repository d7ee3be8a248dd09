@org.jspecify.annotations.NullMarked
package dev.plumbline.control.replay;
