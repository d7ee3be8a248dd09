/** Tests of what there is beside the tools. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.features;
