/** Tests of diffs, scans and reports on this machine's folders. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.workspace;
