package allmende.bench;

import allmende.packaged.Request;
import java.nio.ByteBuffer;
import java.util.Random;

/// The requests that are measured.
final class Requests {
  /// What the Nextcloud desktop client asks of every entry.
  private static final String FOURTEEN =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns" xmlns:nc="http://nextcloud.org/ns"><d:prop>
      <d:resourcetype/><d:getlastmodified/><d:getcontentlength/><d:getetag/>
      <oc:size/><oc:id/><oc:fileid/><oc:downloadURL/><oc:dDC/><oc:permissions/><oc:checksums/><oc:share-types/>
      <nc:is-encrypted/><nc:lock/>
      </d:prop></d:propfind>
      """;

  private static final byte[] NOISE = noise();

  private Requests() {}

  /// A PUT of random bytes; each item has content that no other has.
  static Request put(String path, int size, long item) {
    byte[] body = NOISE.clone();
    ByteBuffer.wrap(body).putLong(item).putLong(System.nanoTime());
    return Request.of("PUT", path).body(new Request.Content(size, out -> out.write(body, 0, size)));
  }

  static Request get(String path) {
    return Request.of("GET", path);
  }

  static Request propfind(String path, int depth) {
    return Request.of("PROPFIND", path, "Depth: " + depth, "Content-Type: application/xml")
        .body(FOURTEEN);
  }

  private static byte[] noise() {
    byte[] bytes = new byte[10_000];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
