package dev.plumbline.mcp.feature;

import dev.plumbline.mcp.tool.Block;
import java.util.List;
import java.util.Map;

/** A prompt that a client offers its user, such as a slash command. */
public interface Prompt {
  /** Its name in snake case. */
  String name();

  /** The name a person reads. */
  String title();

  /** What it is for, in a sentence. */
  String description();

  /** Its arguments, all texts. */
  List<Argument> arguments();

  /**
   * The messages it stands for.
   *
   * @param arguments those given; every required one is there, and no unknown one
   */
  List<Message> messages(Map<String, String> arguments);

  /**
   * An argument of a prompt.
   *
   * @param completer what a client can suggest while the user types
   */
  record Argument(String name, String description, boolean required, Completer completer) {}

  /**
   * One message of a conversation.
   *
   * @param fromUser whether the user says it, else the assistant
   */
  record Message(boolean fromUser, Block content) {}
}
