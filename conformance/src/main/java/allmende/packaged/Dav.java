package allmende.packaged;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A plain WebDAV client (RFC 4918) on one connection. Paths are decoded, relative to the person's
/// root, without a slash at either end.
public final class Dav implements AutoCloseable {
  /// What stands for a folder in [#tree].
  public static final String FOLDER = "folder";

  private static final String DAV = "DAV:";

  private final Endpoint endpoint;
  private final Wire wire;

  public Dav(Endpoint endpoint) throws IOException {
    this.endpoint = endpoint;
    this.wire = new Wire(endpoint).patience(Duration.ofSeconds(60));
  }

  /// The encoded path of a file or folder from the server's root.
  public String at(String path) {
    return path.isEmpty() ? endpoint.root() + "/" : endpoint.root() + "/" + encode(path);
  }

  public Answer ask(Request request) throws IOException {
    return wire.ask(request);
  }

  public Answer put(String path, byte[] content) throws IOException {
    return ask(Request.of("PUT", at(path)).body(content));
  }

  public Answer get(String path) throws IOException {
    return ask(Request.of("GET", at(path)));
  }

  public Answer makeFolder(String path) throws IOException {
    return ask(Request.of("MKCOL", at(path)));
  }

  public Answer delete(String path) throws IOException {
    return ask(Request.of("DELETE", at(path)));
  }

  public Answer move(String from, String to) throws IOException {
    return transfer("MOVE", from, to);
  }

  public Answer copy(String from, String to) throws IOException {
    return transfer("COPY", from, to);
  }

  private Answer transfer(String method, String from, String to) throws IOException {
    return ask(Request.of(method, at(from), "Destination: " + endpoint.origin() + at(to)));
  }

  /// One thing in a folder.
  public record Entry(String path, boolean folder) {}

  /// What is directly in a folder.
  ///
  /// @throws IllegalStateException when the answer is not a 207
  public List<Entry> list(String folder) throws IOException {
    Answer answer =
        ask(
            Request.of("PROPFIND", at(folder), "Depth: 1", "Content-Type: application/xml")
                .body("<propfind xmlns=\"DAV:\"><prop><resourcetype/></prop></propfind>"));
    if (answer.status() != 207) {
      throw new IllegalStateException("PROPFIND on " + folder + " was answered by " + answer);
    }
    List<Entry> all = entries(answer.body());
    return all.stream().filter(entry -> !entry.path().equals(folder)).toList();
  }

  /// Everything below a folder: its path from there, and its content's SHA-256 or [#FOLDER].
  public SortedMap<String, String> tree(String folder) throws IOException {
    SortedMap<String, String> tree = new TreeMap<>();
    walk(folder, folder.isEmpty() ? 0 : folder.length() + 1, tree);
    return tree;
  }

  private void walk(String folder, int from, SortedMap<String, String> tree) throws IOException {
    for (Entry entry : list(folder)) {
      String name = entry.path().substring(from);
      if (entry.folder()) {
        tree.put(name, FOLDER);
        walk(entry.path(), from, tree);
      } else {
        Answer answer = get(entry.path());
        tree.put(name, answer.status() == 200 ? sha256(answer.body()) : "GET: " + answer);
      }
    }
  }

  private List<Entry> entries(byte[] multistatus) {
    List<Entry> entries = new ArrayList<>();
    try {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_COALESCING, true);
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(multistatus));
      String href = "";
      boolean folder = false;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT && DAV.equals(xml.getNamespaceURI())) {
          switch (xml.getLocalName()) {
            case "response" -> folder = false;
            case "href" -> href = xml.getElementText();
            case "collection" -> folder = true;
            default -> {}
          }
        } else if (event == XMLStreamConstants.END_ELEMENT
            && xml.getLocalName().equals("response")) {
          entries.add(new Entry(decode(href), folder));
        }
      }
    } catch (XMLStreamException e) {
      throw new IllegalStateException(
          "Not XML: " + new String(multistatus, StandardCharsets.UTF_8), e);
    }
    return entries;
  }

  private String decode(String href) {
    String below = href.substring(endpoint.root().length());
    return URLDecoder.decode(below.replace("+", "%2B"), StandardCharsets.UTF_8)
        .replaceAll("^/|/$", "");
  }

  /// Percent-encodes each segment (RFC 3986 §2.1).
  public static String encode(String path) {
    return Stream.of(path.split("/", -1)).map(Dav::segment).collect(Collectors.joining("/"));
  }

  private static String segment(String name) {
    StringBuilder out = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~".indexOf(c) >= 0;
      out.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return out.toString();
  }

  public static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    wire.close();
  }
}
