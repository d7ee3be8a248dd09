/** Tests of planning and applying set-ups. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.setup;
