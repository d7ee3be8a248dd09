package dev.plumbline.kernel;

import java.time.Duration;

/**
 * How an HTTP client waits and retries.
 *
 * @param connectTimeout how long a connection may take
 * @param readTimeout how long a server may stay silent
 * @param callTimeout how long a call may take in all, retries included
 * @param retries how often a failed call is sent again; 0 to 10
 */
public record HttpSettings(
    Duration connectTimeout, Duration readTimeout, Duration callTimeout, int retries) {
  public HttpSettings {
    positive("connect timeout", connectTimeout);
    positive("read timeout", readTimeout);
    positive("call timeout", callTimeout);
    if (retries < 0 || retries > 10) {
      throw new Failure.Misconfigured(
          "The number of retries is " + retries + ".", "Choose 0 to 10.");
    }
  }

  /** 5 s to connect, 30 s of silence, 60 s in all, 3 retries. */
  public static HttpSettings standard() {
    return new HttpSettings(
        Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(60), 3);
  }

  private static void positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new Failure.Misconfigured("The " + name + " is " + value + ".", "Choose more than 0.");
    }
  }
}
