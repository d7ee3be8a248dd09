package dev.plumbline.usage.source.api.proxy;

import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Rejection;
import dev.plumbline.usage.source.Sink;

/** Passes on what one of several files holds, but neither how far it is read nor a checkpoint. */
record QuietSink(Sink sink) implements Sink {
  @Override
  public void event(UsageEvent event) {
    sink.event(event);
  }

  @Override
  public void reject(Rejection rejection) {
    sink.reject(rejection);
  }

  @Override
  public void skip(String reason) {
    sink.skip(reason);
  }
}
