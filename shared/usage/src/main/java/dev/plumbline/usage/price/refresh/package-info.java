/** Takes a newer price catalog from a file or an npm package, and checks one. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.price.refresh;
