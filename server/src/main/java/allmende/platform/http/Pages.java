package allmende.platform.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Serves the web app from the class path (`/web/`), held and compressed in memory once: a core
/// handler, because nothing of a page needs a route.
public final class Pages extends Handler.Abstract {
  private static final Set<String> EXACT =
      Set.of("/", "/login", "/welcome", "/files", "/settings", "/meetings", "/index.html");

  /// Where links lead that people gave to others.
  private static final String GIVEN = "/s/";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html;charset=utf-8"),
          Map.entry("js", "text/javascript;charset=utf-8"),
          Map.entry("mjs", "text/javascript;charset=utf-8"),
          Map.entry("css", "text/css;charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("avif", "image/avif"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("wasm", "application/wasm"),
          // What documents may lack: fonts, colours and tables of characters.
          Map.entry("ttf", "font/ttf"),
          Map.entry("pfb", "application/octet-stream"),
          Map.entry("icc", "application/vnd.iccprofile"),
          Map.entry("bcmap", "application/octet-stream"),
          Map.entry("txt", "text/plain;charset=utf-8"));
  private static final Set<String> SQUEEZED =
      Set.of("html", "js", "mjs", "css", "json", "map", "webmanifest", "svg", "txt", "wasm");
  private static final int SMALLEST_SQUEEZED = 1024;
  private static final byte[] NOT_BUILT =
      "The pages of this server were not built in. Please build the web part and start again.\n"
          .getBytes(StandardCharsets.UTF_8);

  private record Page(byte[] plain, byte[] squeezed, String type, String etag) {}

  private final String root;
  // Only what exists is kept: what strangers ask for in vain must not fill it.
  private final Map<String, Page> known = new ConcurrentHashMap<>();

  /// The pages under `/web/`.
  public Pages() {
    this("/web");
  }

  /// The pages under another folder of the class path.
  Pages(String root) {
    this.root = root;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String method = request.getMethod();
    boolean head = "HEAD".equals(method);
    if (!head && !"GET".equals(method)) {
      return false;
    }
    String path = request.getHttpURI().getPath();
    if (path == null) {
      return false;
    }
    if (isPage(path)) {
      Optional<Page> page = page("/index.html");
      if (page.isEmpty()) {
        notBuilt(response, callback, head);
        return true;
      }
      response.getHeaders().put(ContentPolicy.HEADER, ContentPolicy.PAGE);
      if (path.startsWith(GIVEN)) {
        // Whoever publishes a link by mistake need not find it in every search engine.
        response.getHeaders().put("X-Robots-Tag", "noindex, nofollow");
      }
      send(request, response, callback, page.get(), "no-cache", head);
      return true;
    }
    boolean asset = path.startsWith("/assets/");
    if (!asset && (path.lastIndexOf('/') != 0 || path.indexOf('.') < 0)) {
      return false;
    }
    Optional<Page> page = page(path);
    if (page.isEmpty()) {
      return false;
    }
    if (asset && page.get().type().startsWith("text/javascript")) {
      response.getHeaders().put(ContentPolicy.HEADER, ContentPolicy.SCRIPT);
    }
    send(
        request,
        response,
        callback,
        page.get(),
        asset ? "public, max-age=31536000, immutable" : "public, max-age=3600",
        head);
    return true;
  }

  /// Says on a page that there is nothing at this address: by its status, too, for programs.
  public void missing(Request request, Response response, Callback callback) {
    boolean head = "HEAD".equals(request.getMethod());
    Optional<Page> page = page("/index.html");
    if (page.isEmpty()) {
      notBuilt(response, callback, head);
      return;
    }
    byte[] body = page.get().plain();
    response.setStatus(404);
    response.getHeaders().put(ContentPolicy.HEADER, ContentPolicy.PAGE);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, page.get().type());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, head ? null : ByteBuffer.wrap(body), callback);
  }

  private static boolean isPage(String path) {
    return EXACT.contains(path)
        || path.startsWith("/files/")
        || path.startsWith("/trash/")
        || path.startsWith("/settings/")
        || path.startsWith("/meet/")
        || path.startsWith(GIVEN)
        || path.startsWith("/login/flow/");
  }

  private Optional<Page> page(String path) {
    Page page = known.get(path);
    if (page != null) {
      return Optional.of(page);
    }
    if (!isSafe(path)) {
      return Optional.empty();
    }
    Optional<Page> read = read(path);
    read.ifPresent(found -> known.put(path, found));
    return read;
  }

  // Only what a build writes: no dots that climb, no escapes, no folders.
  private static boolean isSafe(String path) {
    if (path.length() > 200 || path.contains("..") || path.contains("//") || path.endsWith("/")) {
      return false;
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (!(c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || c == '-'
          || c == '_'
          || c == '.'
          || c == '/')) {
        return false;
      }
    }
    return true;
  }

  private Optional<Page> read(String path) {
    String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String type = TYPES.get(ending);
    if (type == null) {
      return Optional.empty();
    }
    try (InputStream in = Pages.class.getResourceAsStream(root + path)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] plain = in.readAllBytes();
      byte[] squeezed =
          SQUEEZED.contains(ending) && plain.length >= SMALLEST_SQUEEZED ? squeeze(plain) : plain;
      return Optional.of(
          new Page(plain, squeezed.length < plain.length ? squeezed : plain, type, etag(plain)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] squeeze(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream(plain.length / 3);
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  private static String etag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(
      Request request,
      Response response,
      Callback callback,
      Page page,
      String caching,
      boolean head) {
    HttpFields asked = request.getHeaders();
    HttpFields.Mutable headers = response.getHeaders();
    boolean squeezable = page.squeezed() != page.plain();
    boolean squeeze = squeezable && acceptsGzip(asked.get(HttpHeader.ACCEPT_ENCODING));
    String etag = "\"" + page.etag() + (squeeze ? "-gzip\"" : "\"");
    headers.put(HttpHeader.ETAG, etag);
    headers.put(HttpHeader.CACHE_CONTROL, caching);
    if (squeezable) {
      headers.put(HttpHeader.VARY, "Accept-Encoding");
    }
    if (matches(asked.get(HttpHeader.IF_NONE_MATCH), etag)) {
      response.setStatus(304);
      response.write(true, null, callback);
      return;
    }
    byte[] body = squeeze ? page.squeezed() : page.plain();
    headers.put(HttpHeader.CONTENT_TYPE, page.type());
    headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    if (squeeze) {
      headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
    }
    response.setStatus(200);
    response.write(true, head ? null : ByteBuffer.wrap(body), callback);
  }

  private static boolean acceptsGzip(@Nullable String accepted) {
    if (accepted == null) {
      return false;
    }
    for (String part : accepted.split(",")) {
      String[] words = part.split(";");
      if (words[0].strip().equalsIgnoreCase("gzip")) {
        return words.length == 1 || !words[1].strip().matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  private static boolean matches(@Nullable String condition, String etag) {
    if (condition == null) {
      return false;
    }
    for (String one : condition.split(",")) {
      String tag = one.strip();
      if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
        return true;
      }
    }
    return false;
  }

  private static void notBuilt(Response response, Callback callback, boolean head) {
    response.setStatus(503);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, NOT_BUILT.length);
    response.write(true, head ? null : ByteBuffer.wrap(NOT_BUILT), callback);
  }
}
