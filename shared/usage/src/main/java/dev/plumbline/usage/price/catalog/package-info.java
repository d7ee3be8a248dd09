/** The price catalog: units, dated and tiered rates, model names, and what usage costs by them. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.price.catalog;
