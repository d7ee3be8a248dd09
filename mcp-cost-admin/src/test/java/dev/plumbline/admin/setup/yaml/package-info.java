/** Tests of the set-up file. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.setup.yaml;
