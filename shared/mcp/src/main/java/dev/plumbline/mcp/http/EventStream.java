package dev.plumbline.mcp.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server-sent events of one response. Each event goes out whole, nothing is written once the
 * response has ended (its connection may then serve another one), and everybody concerned hears of
 * the end, once. Thread-safe.
 */
final class EventStream {
  /** The stream of the request that this thread handles. */
  static final ScopedValue<EventStream> CURRENT = ScopedValue.newInstance();

  private static final String SIGN_OF_LIFE = ": still here\n\n";

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Runnable> endings = new ArrayList<>();
  private Consumer<String> beforeFirst = _ -> {};
  private Runnable start = () -> {};
  private @Nullable ServletOutputStream out;
  private volatile @Nullable AsyncContext context;
  private boolean first = true;
  private boolean closed;
  private volatile boolean broken;

  /** Ties the stream to the response's asynchronous life. */
  void started(AsyncContext started) {
    context = started;
    started.addListener(new End());
    start.run();
  }

  /** Runs {@code action} when the response turns into a stream. */
  void onStart(Runnable action) {
    start = action;
  }

  void to(ServletOutputStream output) {
    out = output;
  }

  /** Shows the first event to {@code watcher} before it is sent. */
  void beforeFirst(Consumer<String> watcher) {
    beforeFirst = watcher;
  }

  /** Runs {@code ending} when the stream has ended, at once if it has already. */
  void onClose(Runnable ending) {
    lock.lock();
    try {
      if (!closed) {
        endings.add(ending);
        return;
      }
    } finally {
      lock.unlock();
    }
    ending.run();
  }

  /** Sends whole events; closes the stream if the client is gone. */
  void write(String events) throws IOException {
    lock.lock();
    try {
      send(events);
    } catch (IOException gone) {
      broken = true;
      throw gone;
    } finally {
      lock.unlock();
      closeIfBroken();
    }
  }

  /** Sends a comment, which clients ignore, unless an event is on its way anyway. */
  void signOfLife() {
    if (!lock.tryLock()) {
      return;
    }
    try {
      send(SIGN_OF_LIFE);
    } catch (IOException gone) {
      broken = true;
    } finally {
      lock.unlock();
      closeIfBroken();
    }
  }

  /** Ends the response. */
  void close() {
    List<Runnable> last;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      last = List.copyOf(endings);
    } finally {
      lock.unlock();
    }
    complete();
    last.forEach(Runnable::run);
  }

  private void send(String events) throws IOException {
    ServletOutputStream output = out;
    if (closed || output == null) {
      throw new IOException("the stream has ended");
    }
    if (first && !events.equals(SIGN_OF_LIFE)) {
      first = false;
      beforeFirst.accept(events);
    }
    output.write(events.getBytes(StandardCharsets.UTF_8));
    output.flush();
  }

  /** Never with the lock held: those who hear of the end take locks of their own. */
  private void closeIfBroken() {
    if (broken) {
      close();
    }
  }

  private void complete() {
    AsyncContext asynchronous = context;
    if (asynchronous == null) {
      return;
    }
    try {
      asynchronous.complete();
    } catch (IllegalStateException completedByTheContainer) {
      return;
    }
  }

  private final class End implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      close();
    }

    @Override
    public void onError(AsyncEvent event) {
      close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
