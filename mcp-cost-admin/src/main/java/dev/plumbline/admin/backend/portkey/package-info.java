/** Portkey, through its administration API and that of its successor. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.backend.portkey;
