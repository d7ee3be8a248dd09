package dev.plumbline.sonarqube.sonar;

import java.util.List;

/** Projects found, and how many there are in all. */
public record ProjectPage(List<Project> projects, long total) {}
