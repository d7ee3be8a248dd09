/** Tests of drafted fixes and of the parts of a dossier. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.fix;
