package dev.plumbline.sonarqube.sonar;

import java.util.List;

/** Hotspots found, and how many there are in all. */
public record HotspotPage(List<Hotspot> hotspots, long total) {}
