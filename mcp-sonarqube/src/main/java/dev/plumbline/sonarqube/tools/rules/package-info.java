/** Tools that find and explain rules and quality profiles. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.tools.rules;
