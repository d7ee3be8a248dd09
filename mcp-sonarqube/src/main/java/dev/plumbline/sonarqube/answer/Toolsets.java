package dev.plumbline.sonarqube.answer;

import dev.plumbline.mcp.tool.Toolset;
import java.util.List;

/** The names of this program's toolsets. */
public final class Toolsets {
  /** What most questions and the work on a finding need; on by default. */
  public static final String QUALITY = "quality";

  /** Single facts behind the big answers. */
  public static final String DETAILS = "details";

  /** Work on the source code on this machine; on by default where a folder is allowed. */
  public static final String WORKSPACE = "workspace";

  /** The server and how projects are set up on it. */
  public static final String ADMIN = "admin";

  private Toolsets() {}

  /**
   * All toolsets, the default ones first.
   *
   * @param workspace whether a folder of this machine may be worked on
   */
  public static List<Toolset> all(boolean workspace) {
    return List.of(
        new Toolset(
            QUALITY, "Questions about the quality and security of projects, and issues.", true),
        new Toolset(
            DETAILS, "Rules, profiles, gates, single measures, branches, source, reports.", false),
        new Toolset(
            WORKSPACE, "Apply fixes to source code on this machine and scan it.", workspace),
        new Toolset(ADMIN, "Server health, background tasks, webhooks, gates of projects.", false));
  }
}
