package dev.plumbline.gateway.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a client has gone while it waits for its answer. Jetty reads nothing meanwhile, so
 * the end of the connection would otherwise go unnoticed until something is written.
 */
final class ClientWatch implements Callback {
  private static final int PIPELINED = 4096;

  private final Request request;
  private final long since = System.nanoTime();
  private final ReentrantLock lock = new ReentrantLock();
  private boolean armed;
  private boolean over;
  private volatile boolean gone;
  private @Nullable Runnable whenGone;

  ClientWatch(Request request) {
    this.request = request;
  }

  /** Nanoseconds since it was made. */
  long age() {
    return System.nanoTime() - since;
  }

  boolean gone() {
    return gone;
  }

  /** Runs once when the client goes, at once if it has gone. */
  void whenGone(Runnable action) {
    lock.lock();
    try {
      if (!gone) {
        whenGone = action;
        return;
      }
    } finally {
      lock.unlock();
    }
    action.run();
  }

  /** Waits for input, which is how the end of a connection shows. */
  void arm() {
    lock.lock();
    try {
      if (!over && !armed && endPoint() instanceof AbstractEndPoint endPoint) {
        armed = endPoint.tryFillInterested(this);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Leaves the connection to Jetty again. */
  void end() {
    lock.lock();
    try {
      over = true;
      if (armed && endPoint() instanceof AbstractEndPoint endPoint) {
        endPoint.getFillInterest().onFail(new ClosedChannelException());
      }
      armed = false;
    } finally {
      lock.unlock();
    }
  }

  private EndPoint endPoint() {
    return request.getConnectionMetaData().getConnection().getEndPoint();
  }

  @Override
  public void succeeded() {
    Runnable action;
    lock.lock();
    try {
      armed = false;
      if (over || !ended()) {
        return;
      }
      gone = true;
      action = whenGone;
    } finally {
      lock.unlock();
    }
    if (action != null) {
      action.run();
    }
  }

  /** Whether the connection has ended; hands on what a client sent ahead of its answer. */
  private boolean ended() {
    ByteBuffer buffer = BufferUtil.allocate(PIPELINED);
    try {
      int filled = endPoint().fill(buffer);
      if (filled > 0
          && request.getConnectionMetaData().getConnection()
              instanceof Connection.UpgradeTo connection) {
        connection.onUpgradeTo(buffer);
      }
      return filled < 0;
    } catch (IOException broken) {
      return true;
    }
  }

  @Override
  public void failed(Throwable cause) {
    lock.lock();
    try {
      armed = false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.BLOCKING;
  }
}
