/** Tools about projects as a whole: their state, their history, how they compare. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.tools.quality;
