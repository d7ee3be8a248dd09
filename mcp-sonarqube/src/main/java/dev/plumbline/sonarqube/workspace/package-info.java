/** Source code on this machine: the allowed folders, diffs applied to them, scans of them. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.workspace;
