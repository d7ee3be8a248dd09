/** Tests of prompts, resources and completions against a SonarQube of canned answers. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.features;
