package dev.plumbline.sonarqube.sonar;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.CallerCredential;
import dev.plumbline.mcp.text.VisibleText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sonarqube.ws.MediaTypes;
import org.sonarqube.ws.client.BaseService;
import org.sonarqube.ws.client.GetRequest;
import org.sonarqube.ws.client.PostRequest;
import org.sonarqube.ws.client.WsClient;
import org.sonarqube.ws.client.WsClientFactories;
import org.sonarqube.ws.client.WsResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one connection to the server that all clients share, made on the first request. Thread-safe.
 */
final class Api {
  private final SonarQubeOptions options;
  private final Supplier<ServerVersion> version;
  private @Nullable WsClient client;

  /**
   * @param version the server's version, which decides how the token is sent
   */
  Api(SonarQubeOptions options, Supplier<ServerVersion> version) {
    this.options = options;
    this.version = version;
  }

  /** Calls a typed service. */
  <T> T call(Function<WsClient, T> request) {
    try {
      return request.apply(client());
    } catch (IllegalStateException unreadable) {
      throw notSonarQube(unreadable);
    }
  }

  /** Calls an endpoint with parameters that its typed service does not have. */
  <T extends Message> T get(String path, Parser<T> parser, Map<String, String> parameters) {
    return call(services ->
        BaseService.convert(response(services, path, MediaTypes.PROTOBUF, parameters), parser));
  }

  /** Calls an endpoint that answers JSON only. */
  JsonNode json(Function<WsClient, String> request) {
    try {
      return JsonMapper.shared().readTree(call(request));
    } catch (JacksonException unreadable) {
      throw notSonarQube(unreadable);
    }
  }

  /** Calls an endpoint for what only its JSON tells. */
  JsonNode json(String path, Map<String, String> parameters) {
    return json(services -> response(services, path, MediaTypes.JSON, parameters).content());
  }

  /** Changes something on the server. */
  void post(String path, Map<String, String> parameters) {
    PostRequest request = new PostRequest(path);
    request.setMediaType(MediaTypes.JSON);
    parameters.forEach(request::setParam);
    call(services -> services.wsConnector().call(request));
  }

  private static WsResponse response(
      WsClient services, String path, String mediaType, Map<String, String> parameters) {
    GetRequest request = new GetRequest(path);
    request.setMediaType(mediaType);
    parameters.forEach(request::setParam);
    return services.wsConnector().call(request);
  }

  private synchronized WsClient client() {
    WsClient known = client;
    if (known == null) {
      ServerAddress server = ServerAddress.of(options.url());
      // A token that is missing is worth more to know than a server that is.
      token();
      known =
          WsClientFactories.getDefault()
              .newClient(new OkHttpConnector(server, this::authorization, options.http()));
      client = known;
    }
    return known;
  }

  /** Servers before 10.0 know tokens only as the user name of HTTP's basic authentication. */
  private Optional<String> authorization() {
    if (options.organization().isPresent() || version.get().atLeast(10, 0)) {
      return Optional.of("Bearer " + token());
    }
    byte[] login = (token() + ":").getBytes(StandardCharsets.UTF_8);
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(login));
  }

  /** The token that requests of this thread are sent with. */
  String token() {
    Optional<String> callers = CallerCredential.current();
    return switch (options.callerTokens()) {
      case OFF -> {
        if (callers.isPresent()) {
          throw new Failure.Denied(
              "This server does not take callers' own SonarQube tokens.",
              "Leave the header %s out, or set PLUMBLINE_SONARQUBE_CALLER_TOKENS to allowed."
                  .formatted(CallerCredential.HEADER));
        }
        yield configured();
      }
      case ALLOWED -> callers.map(Api::checked).orElseGet(this::configured);
      case REQUIRED ->
          callers
              .map(Api::checked)
              .orElseThrow(() ->
                  new Failure.Denied(
                      "This server wants every caller's own SonarQube token.",
                      "Send it in the header %s.".formatted(CallerCredential.HEADER)));
    };
  }

  private String configured() {
    if (options.token().isBlank()) {
      throw new Failure.Misconfigured(
          "No SonarQube token is configured.",
          "Generate a user token in SonarQube under My Account > Security, set SONARQUBE_TOKEN to"
              + " it and start this server again.");
    }
    if (isOdd(options.token())) {
      throw new Failure.Misconfigured(
          "SONARQUBE_TOKEN holds characters that no token has.",
          "Copy the token again, without spaces and line breaks.");
    }
    return options.token();
  }

  private static String checked(String token) {
    if (isOdd(token)) {
      throw new Failure.Denied(
          "The header %s holds characters that no token has.".formatted(CallerCredential.HEADER),
          "Copy the token again, without spaces and line breaks.");
    }
    return token;
  }

  private static boolean isOdd(String token) {
    boolean printable = token.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    return !printable || !VisibleText.of(token).equals(token);
  }

  private Failure notSonarQube(Exception unreadable) {
    return new Failure.Upstream(
        "What " + ServerAddress.of(options.url()).text() + " answers is not SonarQube's format.",
        "Check SONARQUBE_URL, and any proxy in between.",
        unreadable);
  }
}
