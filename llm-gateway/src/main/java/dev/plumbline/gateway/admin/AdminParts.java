package dev.plumbline.gateway.admin;

import dev.plumbline.control.ControlFeed;
import dev.plumbline.control.ControlStore;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.gateway.access.Access;
import dev.plumbline.gateway.alert.AlertDesk;
import dev.plumbline.gateway.budget.Rehearsal;
import dev.plumbline.gateway.http.BodyLimits;
import dev.plumbline.mcp.access.TokenStore;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.remote.LedgerService;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the admin API works with; all of it stays its owner's.
 *
 * @param reader the ledger behind {@code ledger}
 * @param rehearsal tries requests
 * @param tokens who may use it
 * @param guessing throttles wrong tokens
 * @param host the address that the gateway listens on
 * @param health how the targets of requests do
 */
public record AdminParts(
    ControlStore store,
    ControlFeed feed,
    SpendGuard guard,
    LedgerService ledger,
    LedgerReader reader,
    Rehearsal rehearsal,
    EventIntake intake,
    TokenStore tokens,
    Access.Guessing guessing,
    String host,
    BodyLimits bodies,
    Supplier<List<ProviderHealth>> health,
    AlertDesk alerts,
    InstantSource clock) {}
