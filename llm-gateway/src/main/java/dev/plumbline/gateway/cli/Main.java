package dev.plumbline.gateway.cli;

/** Starts {@code llm-gateway}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    int code = GatewayCommand.run(new LocalStarter(), System.getenv(), System.out, arguments);
    System.exit(code);
  }
}
