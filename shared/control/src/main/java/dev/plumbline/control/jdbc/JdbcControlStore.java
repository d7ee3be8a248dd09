package dev.plumbline.control.jdbc;

import dev.plumbline.control.Actor;
import dev.plumbline.control.AuditEntry;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.ControlStore;
import dev.plumbline.control.Entry;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.alert.AlertStore;
import dev.plumbline.control.json.EntryJson;
import dev.plumbline.control.rules.EntryRules;
import dev.plumbline.kernel.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What operators set up, in a database: one document a row, in one SQL. */
final class JdbcControlStore implements ControlStore {
  private static final Duration ANSWERS_LAST = Duration.ofDays(1);

  private final Connections connections;
  private final InstantSource clock;

  JdbcControlStore(Connections connections, InstantSource clock) {
    this.connections = connections;
    this.clock = clock;
  }

  @Override
  public String location() {
    return connections.location();
  }

  @Override
  public ControlState load() {
    // Read before the entries: a change that comes between is loaded again, never missed.
    return connections.run(connection ->
        Rows.state(connection, Rows.revision(connection), List.of(EntryKind.values())));
  }

  @Override
  public long revision() {
    return connections.run(Rows::revision);
  }

  @Override
  public void put(Entry entry, Actor actor) {
    EntryRules.check(entry);
    connections.run(connection -> {
      long revision = Rows.next(connection);
      Rows.Kept kept = Rows.kept(connection, entry);
      EntryRules.check(seen(connection, entry, kept), entry);
      String body = EntryJson.stored(entry).toString();
      if (entry.version() == 1) {
        add(connection, entry, kept, body);
      } else {
        Entry before = current(entry, kept, entry.version() - 1);
        Rows.change(connection, before, entry.version(), body);
      }
      audit(connection, revision, actor, entry, kept == null ? null : kept.entry(), entry);
      return "";
    });
  }

  @Override
  public void delete(Entry entry, Actor actor) {
    connections.run(connection -> {
      long revision = Rows.next(connection);
      Entry before = current(entry, Rows.kept(connection, entry), entry.version());
      EntryRules.checkDelete(seen(connection, entry, null), before);
      Rows.change(connection, before, before.version(), null);
      audit(connection, revision, actor, before, before, null);
      return "";
    });
  }

  @Override
  public List<AuditEntry> audit(int limit) {
    return connections.run(connection -> Rows.audit(connection, limit));
  }

  @Override
  public boolean claim(Actor actor, String idempotencyKey, String holder, Duration lasts) {
    Instant now = clock.instant();
    Query claim =
        new Query(
            "insert into control_claim (actor, idempotency_key, holder, lasts_until) values (?, ?,"
                + " ?, "
                + Query.TIME
                + ") on conflict (actor, idempotency_key) do update set holder = excluded.holder,"
                + " lasts_until = excluded.lasts_until where control_claim.lasts_until <= "
                + Query.TIME,
            actor.name(),
            idempotencyKey,
            holder,
            now.plus(lasts),
            now);
    return connections.run(claim::change) > 0;
  }

  @Override
  public void release(Actor actor, String idempotencyKey, String holder) {
    Query release =
        new Query(
            "delete from control_claim where actor = ? and idempotency_key = ? and holder = ?",
            actor.name(),
            idempotencyKey,
            holder);
    connections.run(release::change);
  }

  @Override
  public Optional<String> answered(Actor actor, String idempotencyKey) {
    Query query =
        new Query(
            "select answer from control_answer where actor = ? and idempotency_key = ? and made > "
                + Query.TIME,
            actor.name(),
            idempotencyKey,
            clock.instant().minus(ANSWERS_LAST));
    return connections.run(connection -> query.rows(connection, row -> row.getString(1))).stream()
        .findFirst();
  }

  @Override
  public void answer(Actor actor, String idempotencyKey, String answer) {
    Instant now = clock.instant();
    Query keep =
        new Query(
            "insert into control_answer (actor, idempotency_key, made, answer) values (?, ?, "
                + Query.TIME
                + ", ?) on conflict (actor, idempotency_key) do update set made = excluded.made,"
                + " answer = excluded.answer where control_answer.made <= "
                + Query.TIME,
            actor.name(),
            idempotencyKey,
            now,
            answer,
            now.minus(ANSWERS_LAST));
    Query forget =
        new Query(
            "delete from control_answer where made < " + Query.TIME,
            now.minus(ANSWERS_LAST.multipliedBy(2)));
    Query forgetClaims =
        new Query(
            "delete from control_claim where lasts_until < " + Query.TIME, now.minus(ANSWERS_LAST));
    connections.run(forget::change);
    connections.run(forgetClaims::change);
    connections.run(keep::change);
  }

  @Override
  public AlertStore alerts() {
    return new JdbcAlertStore(connections);
  }

  @Override
  public void close() {
    connections.close();
  }

  /** What the rules of an entry look at, which of many entries is little. */
  private static ControlState seen(Connection connection, Entry entry, Rows.@Nullable Kept kept)
      throws SQLException {
    List<EntryKind> kinds =
        switch (EntryKind.of(entry)) {
          case KEY, LIMIT, CACHE_POLICY -> List.of();
          case BUDGET -> List.of(EntryKind.ROUTE, EntryKind.ALERT);
          case ROUTE -> List.of(EntryKind.PROVIDER, EntryKind.BUDGET);
          case PROVIDER -> List.of(EntryKind.ROUTE);
          case ALERT -> List.of(EntryKind.BUDGET, EntryKind.CHANNEL);
          case CHANNEL, SILENCE -> List.of(EntryKind.ALERT);
        };
    Entry before = kept == null ? null : kept.entry();
    return kinds.isEmpty()
        ? ControlState.of(0, before == null ? List.of() : List.of(before))
        : Rows.state(connection, 0, kinds);
  }

  private static void add(Connection connection, Entry entry, Rows.@Nullable Kept kept, String body)
      throws SQLException {
    String name = name(entry);
    if (kept != null && kept.entry() == null) {
      throw new Failure.Conflict(
          "The %s was deleted; ids are never used again.".formatted(name), "Choose another id.");
    }
    if (kept != null) {
      throw new Failure.Conflict(
          "There is a %s already.".formatted(name),
          "Choose another id, or change it with version %d.".formatted(kept.version() + 1));
    }
    Rows.add(connection, entry, body);
  }

  private static Entry current(Entry entry, Rows.@Nullable Kept kept, long version) {
    Entry current = kept == null ? null : kept.entry();
    if (kept == null || current == null) {
      throw new Failure.NotFound(
          "There is no %s.".formatted(name(entry)), "Look at what is set up.");
    }
    if (kept.version() != version) {
      throw new Failure.Conflict(
          "The %s has version %d by now, not %d.".formatted(name(entry), kept.version(), version),
          "Read it again, and make the change to what it is now.");
    }
    return current;
  }

  private static String name(Entry entry) {
    return EntryKind.of(entry).label() + " " + entry.id();
  }

  private void audit(
      Connection connection,
      long revision,
      Actor actor,
      Entry entry,
      @Nullable Entry before,
      @Nullable Entry after)
      throws SQLException {
    AuditEntry line =
        new AuditEntry(
            clock.instant(),
            actor.name(),
            EntryKind.of(entry).label(),
            entry.id(),
            before == null ? null : EntryJson.shown(before).toString(),
            after == null ? null : EntryJson.shown(after).toString(),
            revision);
    Rows.add(connection, line);
  }
}
