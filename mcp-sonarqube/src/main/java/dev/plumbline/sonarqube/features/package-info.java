/** What the server offers beside its tools: prompts, resources and completions. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.features;
