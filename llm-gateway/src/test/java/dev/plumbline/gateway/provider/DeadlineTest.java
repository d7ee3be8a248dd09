package dev.plumbline.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;
import org.junit.jupiter.api.Test;

/** Whose silence counts, and when. */
final class DeadlineTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Call call =
      new OkHttpClient().newCall(new Request.Builder().url("http://127.0.0.1:9/").build());
  private final Deadline deadline = new Deadline(call, HOUR, SECOND);

  /** What a look finds so much later. */
  private boolean endedAfter(long nanos) {
    deadline.look(System.nanoTime() + nanos);
    return call.isCanceled();
  }

  /** Breaks off while somebody looks two seconds later. */
  private Source silent() {
    return new ForwardingSource(new Buffer()) {
      @Override
      public long read(Buffer sink, long byteCount) throws IOException {
        assertThat(endedAfter(2 * SECOND)).isTrue();
        throw new IOException("Socket closed");
      }
    };
  }

  @Test
  void aSilentProviderIsLate() {
    assertThatThrownBy(() -> deadline.watched(silent()).read(new Buffer(), 10))
        .isInstanceOf(InterruptedIOException.class);
  }

  @Test
  void aSlowClientIsNotTheProvidersSilence() throws IOException {
    Source answer = deadline.watched(new Buffer().writeUtf8("an answer"));
    assertThat(answer.read(new Buffer(), 2)).isEqualTo(2);
    assertThat(endedAfter(1000 * SECOND)).isFalse();
    assertThat(answer.read(new Buffer(), 2)).isEqualTo(2);
    assertThat(endedAfter(HOUR)).isTrue();
  }

  @Test
  void theFirstTokenMustComeHoweverManyReadsThatTakes() throws IOException {
    deadline.until(System.nanoTime() + SECOND);
    Source answer = deadline.watched(new Buffer().writeUtf8("an answer"));
    assertThat(answer.read(new Buffer(), 2)).isEqualTo(2);
    deadline.relax();
    assertThat(endedAfter(2 * SECOND)).isFalse();
    deadline.until(System.nanoTime() + SECOND);
    assertThat(answer.read(new Buffer(), 2)).isEqualTo(2);
    assertThat(endedAfter(2 * SECOND)).isTrue();
  }
}
