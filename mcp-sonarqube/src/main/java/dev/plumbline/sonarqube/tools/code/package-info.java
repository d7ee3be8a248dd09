/** Tools that look into the code: files, lines, coverage, duplications. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.tools.code;
