package dev.plumbline.sonarqube.workspace;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.fix.FilePatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file of the workspace as it was read, and what is to become of it. */
final class FileEdit {
  private static final int LARGEST = 5 << 20;

  private final Path file;
  private final String path;
  private final byte[] bytes;
  private final Charset charset;
  private final String after;

  private FileEdit(Path file, String path, byte[] bytes, Charset charset, String after) {
    this.file = file;
    this.path = path;
    this.bytes = bytes;
    this.charset = charset;
    this.after = after;
  }

  /**
   * Works a patch out on a file.
   *
   * @throws Failure when the file must not be changed, or does not fit the patch
   */
  static FileEdit of(Path root, FilePatch patch) {
    Path file = Workspace.file(root, patch.path());
    byte[] bytes = read(file, patch.path());
    Charset charset = charset(bytes);
    String before = new String(bytes, charset);
    if (before.indexOf('\0') >= 0) {
      throw new Failure.InvalidInput(
          "%s is a binary file.".formatted(Untrusted.of(patch.path()).inline(200)),
          "Only text can be changed.");
    }
    String after = patch.applyTo(before);
    if (!charset.newEncoder().canEncode(after)) {
      throw new Failure.InvalidInput(
          "%s is not in UTF-8, and the diff adds characters that its encoding does not have."
              .formatted(Untrusted.of(patch.path()).inline(200)),
          "Use plain characters, or convert the file first.");
    }
    return new FileEdit(file, patch.path(), bytes, charset, after);
  }

  Path file() {
    return file;
  }

  /** Within the root, as the diff names it. */
  String path() {
    return path;
  }

  String after() {
    return after;
  }

  /** What was read. */
  byte[] bytes() {
    return bytes.clone();
  }

  String before() {
    return new String(bytes, charset);
  }

  boolean changes() {
    return !before().equals(after);
  }

  byte[] afterBytes() {
    return after.getBytes(charset);
  }

  /** Fails when the file is not any more what was read. */
  void requireUnchanged() {
    if (!isItself() || !Arrays.equals(read(file, path), bytes)) {
      throw new Failure.Conflict(
          "%s has changed since the preview, so nothing was written."
              .formatted(Untrusted.of(path).inline(200)),
          "Ask for the change again.");
    }
  }

  /** A link may have come into its path. */
  private boolean isItself() {
    try {
      return file.toRealPath().equals(file);
    } catch (IOException gone) {
      return false;
    }
  }

  private static byte[] read(Path file, String path) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new Failure.InvalidInput(
            "%s is larger than 5 MB.".formatted(Untrusted.of(path).inline(200)),
            "Change it by hand.");
      }
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new Failure.StoreUnavailable(
          "%s cannot be read.".formatted(Untrusted.of(path).inline(200)),
          "Check its permissions.",
          unreadable);
    }
  }

  private static Charset charset(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException otherEncoding) {
      return StandardCharsets.ISO_8859_1;
    }
  }
}
