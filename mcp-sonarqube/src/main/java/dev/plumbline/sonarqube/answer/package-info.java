/**
 * What the answers of the tools are made of: scopes, figures in human terms, rows, follow-up calls.
 */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.answer;
