package allmende.protocols.nextcloud;

import allmende.protocols.http.MalformedHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The header lines of one part of a bulk upload, by lower-case name.
final class PartHeaders {
  private static final String PATH = "x-file-path";

  private final Map<String, String> values;

  private PartHeaders(Map<String, String> values) {
    this.values = values;
  }

  static PartHeaders read(PartSource source, int maxBytes) throws IOException {
    Map<String, String> values = new HashMap<>();
    int room = maxBytes;
    while (true) {
      String line = line(source, room);
      room -= line.length() + 2;
      if (line.isEmpty()) {
        return new PartHeaders(values);
      }
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new MalformedMultipart("A header line of a part has no name.");
      }
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      // A path may end in a space, which is part of the name; the client writes one before it.
      String value = line.substring(colon + 1).stripLeading();
      // Two lengths or two paths are one too many to choose between.
      if (values.put(name, name.equals(PATH) ? value : value.strip()) != null) {
        throw new MalformedMultipart("A part has the same header twice.");
      }
    }
  }

  private static String line(PartSource source, int room) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int b = source.readByte(); b != '\n'; b = source.readByte()) {
      if (bytes.size() >= room) {
        throw new MalformedMultipart("The headers of a part are too long.");
      }
      bytes.write(b);
    }
    String line = utf8(bytes.toByteArray());
    if (!line.endsWith("\r")) {
      throw new MalformedMultipart("A header line of a part does not end in CR LF.");
    }
    return line.substring(0, line.length() - 1);
  }

  /// The desktop client writes X-File-Path as plain UTF-8.
  private static String utf8(byte[] bytes) throws MalformedMultipart {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException invalid) {
      throw new MalformedMultipart("A header of a part is not valid UTF-8.");
    }
  }

  long contentLength() throws MalformedMultipart {
    String length = required("Content-Length");
    if (!length.matches("[0-9]{1,18}")) {
      throw new MalformedMultipart("The Content-Length of a part is not a number.");
    }
    return Long.parseLong(length);
  }

  String path() throws MalformedMultipart {
    String path = required("X-File-Path");
    if (path.isEmpty() || path.indexOf('\0') >= 0) {
      throw new MalformedMultipart("The X-File-Path of a part names no file.");
    }
    return path;
  }

  /// Nextcloud insists on X-File-MD5; a checksum in OC-Checksum serves as well.
  List<OcChecksum> checksums() throws MalformedMultipart {
    List<OcChecksum> checksums = new ArrayList<>();
    try {
      String md5 = values.get("x-file-md5");
      if (md5 != null) {
        checksums.add(OcChecksum.of(OcChecksum.Type.MD5, md5));
      }
      String others = values.get("oc-checksum");
      if (others != null) {
        checksums.addAll(OcChecksum.parse(others));
      }
    } catch (MalformedHeader malformed) {
      throw new MalformedMultipart("A checksum of a part is malformed.");
    }
    if (checksums.isEmpty()) {
      throw new MalformedMultipart("A part has neither X-File-MD5 nor a known OC-Checksum.");
    }
    return List.copyOf(checksums);
  }

  @Nullable String mtime() {
    String mtime = values.get("x-file-mtime");
    return mtime == null ? values.get("x-oc-mtime") : mtime;
  }

  private String required(String name) throws MalformedMultipart {
    String value = values.get(name.toLowerCase(Locale.ROOT));
    if (value == null) {
      throw new MalformedMultipart("A part has no " + name + " header.");
    }
    return value;
  }
}
