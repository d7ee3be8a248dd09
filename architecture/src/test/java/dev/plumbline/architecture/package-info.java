/** The rules that hold over every module, as tests. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.architecture;
