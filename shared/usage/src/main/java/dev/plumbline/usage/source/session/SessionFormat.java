package dev.plumbline.usage.source.session;

import java.nio.file.Path;
import java.util.List;

/** How one program logs its sessions. */
public sealed interface SessionFormat permits ClaudeCodeFormat, CodexFormat {
  /** What its events carry as their source. */
  String name();

  /** The folders it logs to; those that do not exist are left out when reading. */
  List<Path> folders();

  /** A reader for one file, from its beginning. */
  SessionReader reader(Path file);
}
