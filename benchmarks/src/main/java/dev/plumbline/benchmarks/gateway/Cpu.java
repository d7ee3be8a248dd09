package dev.plumbline.benchmarks.gateway;

import java.time.Duration;

/** The CPU time that a process has used. */
final class Cpu {
  private Cpu() {}

  static double seconds(long pid) {
    return ProcessHandle.of(pid)
            .flatMap(process -> process.info().totalCpuDuration())
            .map(Duration::toMillis)
            .orElseThrow(() -> new IllegalStateException("no CPU time of process " + pid))
        / 1000.0;
  }
}
