package dev.plumbline.gateway.provider;

import java.io.IOException;
import java.io.InterruptedIOException;
import okhttp3.Call;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/** How long one call may take, and how long it may be silent. */
final class Deadline {
  private final Call call;
  private final long end;
  private final long silence;
  private volatile long until;
  private volatile boolean fixed;
  private volatile boolean over;

  /**
   * One that begins now.
   *
   * @param total nanoseconds for all of it
   * @param silence nanoseconds for each read of the answer
   */
  Deadline(Call call, long total, long silence) {
    this.call = call;
    this.end = System.nanoTime() + total;
    this.silence = silence;
    this.until = end;
  }

  /** The time by which what is wanted must have come, however many reads that takes. */
  void until(long nanoTime) {
    until = nanoTime;
    fixed = true;
  }

  /** It has come; from now on each read has its own time. */
  void relax() {
    fixed = false;
    until = end;
  }

  /** Ends the call when its time is over. */
  void look(long now) {
    if (!over && (now - end >= 0 || now - until >= 0)) {
      over = true;
      call.cancel();
    }
  }

  /** What went wrong: the time, if it was over. */
  IOException explained(IOException why) {
    if (!over || why instanceof InterruptedIOException) {
      return why;
    }
    InterruptedIOException late = new InterruptedIOException("timeout");
    late.initCause(why);
    return late;
  }

  /** The answer, each of whose reads must bring something in time. */
  Source watched(Source answer) {
    return new ForwardingSource(answer) {
      @Override
      public long read(Buffer sink, long byteCount) throws IOException {
        try {
          if (!fixed) {
            until = System.nanoTime() + silence;
          }
          return super.read(sink, byteCount);
        } catch (IOException broken) {
          throw explained(broken);
        } finally {
          if (!fixed) {
            // Whoever is slow between two reads, it is not the provider.
            until = end;
          }
        }
      }
    };
  }
}
