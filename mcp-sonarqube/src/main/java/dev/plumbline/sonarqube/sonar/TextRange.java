package dev.plumbline.sonarqube.sonar;

/** A place in a file: lines from 1, offsets from 0, the end offset exclusive. */
public record TextRange(int startLine, int endLine, int startOffset, int endOffset) {}
