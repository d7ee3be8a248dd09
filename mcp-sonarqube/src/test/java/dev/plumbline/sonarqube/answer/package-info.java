@org.jspecify.annotations.NullMarked
package dev.plumbline.sonarqube.answer;
