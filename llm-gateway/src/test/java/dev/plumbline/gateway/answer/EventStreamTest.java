package dev.plumbline.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import okio.Okio;
import okio.Source;
import okio.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events arrive whole, however their bytes do. */
class EventStreamTest {
  private static final String TEXT =
      "data: one ü🌉~~: comment~~event: x^data: a^data:b^id: 7^^data|data: c||data: {'end':true}~~"
          .replace("~", "\n")
          .replace("^", "\r\n")
          .replace("|", "\r")
          .replace('\'', '"');

  /** A network that delivers its bytes cut in certain places. */
  private static final class Pieces implements Source {
    private final byte[] bytes;
    private final int[] cuts;
    private int at;

    Pieces(byte[] bytes, int... cuts) {
      this.bytes = bytes;
      this.cuts = cuts;
    }

    @Override
    public long read(Buffer sink, long most) {
      if (at >= bytes.length) {
        return -1;
      }
      int until = bytes.length;
      for (int cut : cuts) {
        if (cut > at) {
          until = Math.min(until, cut);
        }
      }
      int count = (int) Math.min(until - at, most);
      sink.write(bytes, at, count);
      at += count;
      return count;
    }

    @Override
    public Timeout timeout() {
      return Timeout.NONE;
    }

    @Override
    public void close() {}
  }

  private static List<String> read(byte[] bytes, int... cuts) throws IOException {
    EventStream events = new EventStream(Okio.buffer(new Pieces(bytes, cuts)), 1_000_000);
    StringBuilder whole = new StringBuilder();
    List<String> data = new ArrayList<>();
    for (EventStream.Event event = events.next(); event != null; event = events.next()) {
      whole.append(
          new String(event.bytes(), event.offset(), event.length(), StandardCharsets.ISO_8859_1));
      byte[] value = event.data();
      data.add(value == null ? "-" : new String(value, StandardCharsets.UTF_8));
    }
    assertThat(whole.toString().getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(bytes);
    return data.stream().filter(value -> !value.equals("-")).toList();
  }

  @Test
  void splitsAtEveryByteBoundary() throws IOException {
    byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
    int[] all = new int[bytes.length];
    for (int cut = 0; cut < bytes.length; cut++) {
      all[cut] = cut;
      assertThat(read(bytes, cut))
          .as("cut at " + cut)
          .containsExactly("one ü🌉", "a\nb", "\nc", "{\"end\":true}");
    }
    assertThat(read(bytes, all)).containsExactly("one ü🌉", "a\nb", "\nc", "{\"end\":true}");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 8_191, 8_192, 8_193, 50_000})
  void takesEventsOfAnySize(int size) throws IOException {
    String value = "x".repeat(size);
    String text = "data: 1\n\ndata: " + value + "\n\ndata: 2\n\n";
    assertThat(read(text.getBytes(StandardCharsets.UTF_8), 20, 9_000))
        .containsExactly("1", value, "2");
  }

  @Test
  void givesAnEventAsSoonAsItsLastByteIsThere() throws IOException {
    Buffer arrived = new Buffer();
    EventStream events = new EventStream(arrived, 1_000);
    arrived.writeUtf8("data: 1\n\ndata: 2\r\n\rdata: ");
    assertThat(events.next()).isNotNull();
    assertThat(events.ready()).isTrue();
    assertThat(events.next()).isNotNull();
    assertThat(events.ready()).isFalse();
  }

  @Test
  void givesUpOnEventsWithoutEnd() {
    Buffer endless = new Buffer().writeUtf8("data: " + "x".repeat(100_000));
    EventStream events = new EventStream(endless, 10_000);
    assertThatThrownBy(events::next).isInstanceOf(EventStream.EventTooLarge.class);
  }
}
