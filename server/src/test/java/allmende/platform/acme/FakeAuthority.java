package allmende.platform.acme;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A small authority that speaks ACME (RFC 8555) on this machine. It believes nobody: it checks
/// every signature and nonce, and asks the server itself for the answer to a challenge.
final class FakeAuthority implements AutoCloseable {
  static final Duration LIFE = Duration.ofDays(90);

  /// What it was asked for, in order.
  final List<String> asked = new CopyOnWriteArrayList<>();

  private record Ordered(List<String> names, Set<String> proven, List<X509Certificate> issued) {}

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Clock clock;
  private final URI visited;
  private final HttpServer http;
  private final HttpClient client = HttpClient.newHttpClient();
  private final KeyPair pair;
  private final X509Certificate root;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Set<String> nonces = ConcurrentHashMap.newKeySet();
  private final Map<String, PublicJsonWebKey> accounts = new ConcurrentHashMap<>();
  private final Map<Integer, Ordered> orders = new ConcurrentHashMap<>();
  private volatile String expected = "";
  private volatile int outage;

  /// @param visited where it finds every host, instead of port 80 there
  FakeAuthority(Clock clock, URI visited) throws Exception {
    this.clock = clock;
    this.visited = visited;
    this.pair = Keys.fresh();
    this.root = issue(pair, builder("CN=Fake root", pair));
    this.http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    http.createContext("/", this::answer);
    http.start();
  }

  URI directory() {
    return uri("/directory");
  }

  X509Certificate root() {
    return root;
  }

  /// From now on it expects this behind every answer to a challenge, which no server can give.
  void expectAlso(String more) {
    expected = more;
  }

  /// From now on it answers everything with this status; 0 for its usual ones.
  void failWith(int status) {
    outage = status;
  }

  int accounts() {
    return accounts.size();
  }

  @Override
  public void close() {
    http.stop(0);
    client.close();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + path);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      asked.add(path);
      String nonce = "n" + numbers.incrementAndGet();
      nonces.add(nonce);
      exchange.getResponseHeaders().set("Replay-Nonce", nonce);
      if (outage != 0) {
        problem(exchange, outage, "serverInternal", "We are away.\nReally.");
      } else if (path.equals("/directory")) {
        json(
            exchange,
            200,
            Map.of(
                "newNonce", uri("/nonce").toString(),
                "newAccount", uri("/accounts").toString(),
                "newOrder", uri("/orders").toString()));
      } else if (path.equals("/nonce")) {
        exchange.sendResponseHeaders(200, -1);
      } else {
        signed(exchange, path);
      }
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private void signed(HttpExchange exchange, String path) throws Exception {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    JsonNode head = JSON.readTree(decoded(body.get("protected").asString()));
    PublicJsonWebKey key =
        head.has("jwk")
            ? PublicJsonWebKey.Factory.newPublicJwk(head.get("jwk").toString())
            : Objects.requireNonNull(accounts.get(head.get("kid").asString()));
    JsonWebSignature signature = new JsonWebSignature();
    signature.setCompactSerialization(
        body.get("protected").asString()
            + "."
            + body.get("payload").asString()
            + "."
            + body.get("signature").asString());
    signature.setKey(key.getPublicKey());
    if (!signature.verifySignature()
        || !nonces.remove(head.get("nonce").asString())
        || !head.get("url").asString().equals(uri(path).toString())) {
      problem(exchange, 400, "malformed", "The request is not signed as it should be.");
      return;
    }
    String payload = signature.getPayload();
    JsonNode asked = payload.isEmpty() ? JSON.createObjectNode() : JSON.readTree(payload);
    String[] steps = path.substring(1).split("/");
    int number = steps.length > 1 ? Integer.parseInt(steps[1]) : 0;
    switch (steps[0]) {
      case "accounts" -> account(exchange, key, asked);
      case "orders" -> order(exchange, asked, number);
      case "authorizations" -> authorization(exchange, number, steps[2]);
      case "challenges" -> challenge(exchange, key, number, steps[2], payload.isEmpty());
      case "finalize" -> sign(exchange, number, asked);
      case "certificates" -> certificate(exchange, number);
      default -> problem(exchange, 404, "malformed", "There is nothing.");
    }
  }

  private void account(HttpExchange exchange, PublicJsonWebKey key, JsonNode asked)
      throws Exception {
    if (!asked.path("termsOfServiceAgreed").asBoolean()) {
      problem(exchange, 403, "userActionRequired", "Agree first.");
      return;
    }
    String location = uri("/account/" + thumbprint(key)).toString();
    boolean known = accounts.put(location, key) != null;
    exchange.getResponseHeaders().set("Location", location);
    json(exchange, known ? 200 : 201, Map.of("status", "valid"));
  }

  private void order(HttpExchange exchange, JsonNode asked, int number) throws Exception {
    int order = number;
    if (order == 0) {
      order = numbers.incrementAndGet();
      List<String> names = new ArrayList<>();
      asked.get("identifiers").forEach(each -> names.add(each.get("value").asString()));
      orders.put(order, new Ordered(names, ConcurrentHashMap.newKeySet(), new ArrayList<>()));
    }
    exchange.getResponseHeaders().set("Location", uri("/orders/" + order).toString());
    json(exchange, number == 0 ? 201 : 200, order(order));
  }

  private Ordered ordered(int number) {
    return Objects.requireNonNull(orders.get(number));
  }

  private Map<String, Object> order(int number) {
    Ordered order = ordered(number);
    return Map.of(
        "status",
        !order.issued().isEmpty()
            ? "valid"
            : order.proven().containsAll(order.names()) ? "ready" : "pending",
        "identifiers",
        order.names().stream().map(name -> Map.of("type", "dns", "value", name)).toList(),
        "authorizations",
        order.names().stream()
            .map(name -> uri("/authorizations/" + number + "/" + name).toString())
            .toList(),
        "finalize",
        uri("/finalize/" + number).toString(),
        "certificate",
        uri("/certificates/" + number).toString());
  }

  private void authorization(HttpExchange exchange, int number, String name) throws Exception {
    boolean proven = ordered(number).proven().contains(name);
    json(
        exchange,
        200,
        Map.of(
            "status", proven ? "valid" : "pending",
            "identifier", Map.of("type", "dns", "value", name),
            "challenges", List.of(challenge(number, name, proven ? "valid" : "pending"))));
  }

  private Map<String, Object> challenge(int number, String name, String status) {
    return Map.of(
        "type",
        "http-01",
        "url",
        uri("/challenges/" + number + "/" + name).toString(),
        "status",
        status,
        "token",
        token(number, name));
  }

  private static String token(int number, String name) {
    return "token-" + number + "-" + name.replace('.', '_');
  }

  private void challenge(
      HttpExchange exchange, PublicJsonWebKey key, int number, String name, boolean looking)
      throws Exception {
    Ordered order = ordered(number);
    HttpResponse<String> found =
        client.send(
            HttpRequest.newBuilder(
                    visited.resolve("/.well-known/acme-challenge/" + token(number, name)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    String right = token(number, name) + "." + thumbprint(key) + expected;
    if (!looking && found.statusCode() == 200 && found.body().equals(right)) {
      order.proven().add(name);
    }
    if (order.proven().contains(name)) {
      json(exchange, 200, challenge(number, name, "valid"));
    } else {
      Map<String, Object> failed = new java.util.HashMap<>(challenge(number, name, "invalid"));
      failed.put(
          "error",
          Map.of(
              "type", "urn:ietf:params:acme:error:unauthorized",
              "detail", "The answer was another."));
      json(exchange, 200, failed);
    }
  }

  private void sign(HttpExchange exchange, int number, JsonNode asked) throws Exception {
    Ordered order = ordered(number);
    PKCS10CertificationRequest request =
        new PKCS10CertificationRequest(Base64.getUrlDecoder().decode(asked.get("csr").asString()));
    Extensions wanted =
        Extensions.getInstance(
            request
                .getAttributes(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)[0]
                .getAttrValues()
                .getObjectAt(0));
    GeneralNames names = GeneralNames.fromExtensions(wanted, Extension.subjectAlternativeName);
    List<String> hosts = new ArrayList<>();
    for (GeneralName name : names.getNames()) {
      hosts.add(name.getName().toString());
    }
    if (!order.proven().containsAll(hosts)) {
      problem(exchange, 403, "orderNotReady", "Prove it first.");
      return;
    }
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
                name("CN=Fake root"),
                BigInteger.valueOf(numbers.incrementAndGet()),
                Date.from(clock.instant()),
                Date.from(clock.instant().plus(LIFE)),
                name("CN=" + hosts.getFirst()),
                request.getSubjectPublicKeyInfo())
            .addExtension(Extension.subjectAlternativeName, false, names);
    order.issued().add(issue(pair, builder));
    exchange.getResponseHeaders().set("Location", uri("/orders/" + number).toString());
    json(exchange, 200, order(number));
  }

  private void certificate(HttpExchange exchange, int number) throws Exception {
    String chain = allmende.platform.http.Pem.text(ordered(number).issued().getFirst(), root);
    send(exchange, 200, "application/pem-certificate-chain", chain);
  }

  private static String thumbprint(PublicJsonWebKey key) throws Exception {
    return key.calculateBase64urlEncodedThumbprint("SHA-256");
  }

  private static X500Name name(String name) {
    return new X500Name(name);
  }

  private X509v3CertificateBuilder builder(String subject, KeyPair its) {
    Instant now = clock.instant();
    return new JcaX509v3CertificateBuilder(
        name(subject),
        BigInteger.ONE,
        Date.from(now.minus(Duration.ofDays(1))),
        Date.from(now.plus(Duration.ofDays(3650))),
        name(subject),
        its.getPublic());
  }

  private static X509Certificate issue(KeyPair key, X509v3CertificateBuilder builder)
      throws Exception {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
  }

  private static String decoded(String text) {
    return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
  }

  private static void problem(HttpExchange exchange, int status, String type, String detail)
      throws IOException {
    send(
        exchange,
        status,
        "application/problem+json",
        JSON.writeValueAsString(
            Map.of("type", "urn:ietf:params:acme:error:" + type, "detail", detail)));
  }

  private static void json(HttpExchange exchange, int status, Object body) throws IOException {
    send(exchange, status, "application/json", JSON.writeValueAsString(body));
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
