/** Tools that help to choose: prices, models, experiments and savings. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.stats.tools.choice;
