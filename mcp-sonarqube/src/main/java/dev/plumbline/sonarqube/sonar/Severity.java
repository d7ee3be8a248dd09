package dev.plumbline.sonarqube.sonar;

import java.util.Arrays;
import java.util.List;

/** How bad an issue is; accepts the words of both modes. */
public enum Severity {
  BLOCKER(5),
  CRITICAL(4),
  HIGH(4),
  MAJOR(3),
  MEDIUM(3),
  MINOR(2),
  LOW(2),
  INFO(1);

  private static final List<Severity> MQR = List.of(BLOCKER, HIGH, MEDIUM, LOW, INFO);
  private static final List<Severity> STANDARD = List.of(BLOCKER, CRITICAL, MAJOR, MINOR, INFO);

  private final int rank;

  Severity(int rank) {
    this.rank = rank;
  }

  /** 5 for the worst to 1. */
  public int rank() {
    return rank;
  }

  /** The severities that a mode knows, worst first. */
  public static List<Severity> of(Mode mode) {
    return mode == Mode.MQR ? MQR : STANDARD;
  }

  /** The same severity in the words of a mode. */
  public Severity in(Mode mode) {
    return of(mode).get(5 - rank);
  }

  /** This severity and the worse ones in the words of a mode, worst first. */
  public List<Severity> andWorse(Mode mode) {
    return of(mode).subList(0, 6 - rank);
  }

  /** Reads the server's word; an unknown one counts as INFO. */
  static Severity read(String word) {
    return Arrays.stream(values()).filter(it -> it.name().equals(word)).findFirst().orElse(INFO);
  }
}
