package dev.plumbline.usage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.Extras;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.Trial;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.Written;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Writing events and reading them back. */
abstract class AppendContract extends LedgerContract {
  @Test
  void keepsEverythingThatIsKnown() {
    UsageEvent full = full("id 1", Instant.parse("2026-03-10T12:00:00.123456Z"));
    UsageEvent bare = event(UUID.randomUUID().toString(), NOON).build();
    assertThat(writer.append(List.of(full, bare))).isEqualTo(new Written(2, 0));
    assertThat(reader.event("id 1")).contains(full);
    assertThat(reader.event(bare.id())).contains(bare);
    assertThat(reader.events(search(MARCH))).containsExactly(bare, full);
    assertThat(reader.event("id 2")).isEmpty();
  }

  @Test
  void addsAnEventOnce() {
    UsageEvent first = priced("a", NOON, "1");
    UsageEvent again = priced("a", NOON.plusSeconds(90_000), "2");
    assertThat(writer.append(List.of(first, again, first))).isEqualTo(new Written(1, 2));
    assertThat(writer.append(List.of(again, priced("b", NOON, "3")))).isEqualTo(new Written(1, 1));
    assertThat(writer.append(List.of(again))).isEqualTo(new Written(0, 1));
    assertThat(writer.append(List.of())).isEqualTo(new Written(0, 0));
    assertThat(reader.events(search(MARCH))).hasSize(2).contains(first);
  }

  @Test
  void tellsIdsApartThatLookAlike() {
    String uuid = "6f1f62f0-6a4e-4d1c-9f1e-0a1b2c3d4e5f";
    Stream<String> ids =
        Stream.of(uuid, uuid.toUpperCase(java.util.Locale.ROOT), uuid.replace("-", ""), uuid + " ");
    List<UsageEvent> events = ids.map(id -> event(id, NOON).build()).toList();
    assertThat(writer.append(events)).isEqualTo(new Written(4, 0));
    assertThat(reader.events(search(MARCH))).containsExactlyInAnyOrderElementsOf(events);
  }

  @Test
  void takesAllOfABatchOrNothing() {
    List<UsageEvent> wrong =
        List.of(
            event("w", NOON).requests(0).build(),
            event("w", NOON).requests(-5).build(),
            event("w", NOON).requests(Long.MAX_VALUE).build(),
            event("w", NOON).extras(new Extras(-1, BigDecimal.ZERO, 0)).build(),
            event("w", NOON).extras(new Extras(0, new BigDecimal("-0.5"), 0)).build(),
            event("w", NOON).extras(new Extras(0, BigDecimal.ZERO, -1)).build(),
            event("w", NOON).delivery(new Delivery(Status.OK, -1L, null, null, 1, null)).build(),
            event("w", NOON).delivery(new Delivery(Status.OK, 1L, -1L, null, 1, null)).build(),
            event("w", NOON).delivery(new Delivery(Status.OK, 1L, 1L, null, 0, null)).build(),
            event("w", NOON).trial(new Trial("e", "v", Double.NaN)).build(),
            event("w", NOON).trial(new Trial("e", "v", 1.01)).build(),
            event("w", Instant.parse("1969-12-31T23:59:59Z")).build(),
            event("w", Instant.MAX).build(),
            event(" ", NOON).build(),
            priced("w", NOON, "1000000"),
            priced("w", NOON, "-1000000"));
    for (UsageEvent event : wrong) {
      assertThatThrownBy(() -> writer.append(List.of(priced("good", NOON, "1"), event)))
          .as(event.toString())
          .isInstanceOf(Failure.InvalidInput.class)
          .hasMessageContaining("event");
    }
    assertThat(writer.append(List.of(priced("good", NOON, "1")))).isEqualTo(new Written(1, 0));
  }

  @Test
  void keepsForeignText() {
    String odd = "x\0y\uD800z '; drop table usage_event; -- \\N \\. \t\r\n {} 🚀";
    UsageEvent event = of(odd, NOON, Map.of(odd, odd));
    writer.append(List.of(event));
    assertThat(writer.append(List.of(event))).isEqualTo(new Written(0, 1));
    String kept = odd.replace('\0', '\uFFFD').replace('\uD800', '?');
    UsageEvent read = reader.event(odd).orElseThrow();
    assertThat(read.id()).isEqualTo(kept);
    assertThat(read.attribution().tags()).isEqualTo(Map.of(kept, kept));
  }

  @Test
  void takesLargeBatches() {
    List<UsageEvent> events = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      events.add(priced("event " + i, NOON.plusSeconds(i), "0.000000000001"));
    }
    assertThat(writer.append(events)).isEqualTo(new Written(5_000, 0));
    assertThat(writer.append(events.subList(2_000, 5_000))).isEqualTo(new Written(0, 3_000));
    assertThat(reader.events(search(MARCH))).hasSize(5_000);
  }
}
