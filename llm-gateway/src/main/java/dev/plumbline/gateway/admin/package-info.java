/** The admin API: what operators set up, ask and import over HTTP, and its OpenAPI document. */
@NullMarked
package dev.plumbline.gateway.admin;

import org.jspecify.annotations.NullMarked;
