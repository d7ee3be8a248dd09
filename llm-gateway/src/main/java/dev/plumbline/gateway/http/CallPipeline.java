package dev.plumbline.gateway.http;

import dev.plumbline.control.ControlView;
import dev.plumbline.gateway.access.Access;
import dev.plumbline.gateway.access.Plan;
import dev.plumbline.gateway.budget.Admissions;
import dev.plumbline.gateway.call.CallErrors;
import dev.plumbline.gateway.call.Dispatcher;
import dev.plumbline.gateway.dialect.CallReader;
import dev.plumbline.gateway.dialect.Demands;
import dev.plumbline.gateway.record.Events;
import dev.plumbline.gateway.record.Metrics;
import dev.plumbline.gateway.record.Recorder;
import dev.plumbline.gateway.record.Texts;
import dev.plumbline.gateway.trace.Tracing;
import java.time.InstantSource;
import java.util.function.Supplier;

/** What a call passes through, in this order as far as there is one. */
public record CallPipeline(
    Supplier<ControlView> view,
    Access access,
    CallReader reader,
    Demands demands,
    Plan plan,
    Admissions admissions,
    Dispatcher dispatcher,
    Events events,
    Recorder recorder,
    Metrics metrics,
    CallErrors errors,
    Texts texts,
    Tracing tracing,
    InstantSource clock) {}
