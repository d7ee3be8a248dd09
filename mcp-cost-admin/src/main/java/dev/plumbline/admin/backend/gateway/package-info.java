/** Our own gateway as the administered system, through its admin API. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.backend.gateway;
