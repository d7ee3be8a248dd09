package dev.plumbline.usage.price;

import dev.plumbline.usage.price.catalog.Rate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model and its prices at one time, by price key such as {@code input_mtok}.
 *
 * @param contextWindow the tokens it takes at once; null when unknown
 * @param list list prices; empty for a model that is free
 * @param paid after what was negotiated
 * @param own whether the user's file lists it and the catalog does not
 */
public record ModelPrices(
    String provider,
    String model,
    String name,
    @Nullable Long contextWindow,
    boolean deprecated,
    Map<String, Rate> list,
    Map<String, Rate> paid,
    boolean own) {}
