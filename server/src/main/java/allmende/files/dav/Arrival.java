package allmende.files.dav;

import allmende.files.Node;
import allmende.files.Tree;
import allmende.files.Upload;
import allmende.platform.blobs.Blob;
import allmende.platform.problem.Problem;
import allmende.protocols.http.MalformedHeader;
import allmende.protocols.nextcloud.FileIds;
import allmende.protocols.nextcloud.Mtime;
import allmende.protocols.nextcloud.OcChecksum;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a request says of the file that it brings, whether whole or as the last word of a chunked
/// upload.
///
/// @param checksums all of them are verified, the first is kept
record Arrival(OptionalLong mtime, List<OcChecksum> checksums) {
  static Arrival of(DavExchange exchange) {
    return new Arrival(mtime(exchange), checksums(exchange));
  }

  Upload of(Blob content) {
    Optional<String> checksum = checksums.stream().findFirst().map(OcChecksum::toString);
    return new Upload(content, mtime, checksum);
  }

  /// Answers what clients need to know of the file that there is now.
  void answer(DavExchange exchange, Tree.Done done, String instance) {
    Node file = done.entry().node();
    exchange.put("ETag", "\"" + file.tag() + "\"");
    exchange.put("OC-ETag", "\"" + file.tag() + "\"");
    exchange.put("OC-FileId", FileIds.ocId(file.id().value(), instance));
    if (mtime.isPresent()) {
      exchange.put("X-OC-MTime", "accepted");
    }
    exchange.status(done.created() ? 201 : 204);
  }

  /// The length that a client announces before the bytes or the chunks travel.
  static OptionalLong announced(DavExchange exchange) {
    String header = exchange.header("OC-Total-Length");
    if (header == null) {
      return OptionalLong.empty();
    }
    if (!header.matches("[0-9]{1,18}")) {
      throw new Problem.Invalid("OC-Total-Length is not a length.");
    }
    return OptionalLong.of(Long.parseLong(header));
  }

  private static OptionalLong mtime(DavExchange exchange) {
    String header = exchange.header("X-OC-MTime");
    try {
      return header == null ? OptionalLong.empty() : OptionalLong.of(Mtime.parse(header));
    } catch (MalformedHeader e) {
      throw new Problem.Invalid("X-OC-MTime is not a time.");
    }
  }

  private static List<OcChecksum> checksums(DavExchange exchange) {
    String header = exchange.header("OC-Checksum");
    try {
      return header == null ? List.of() : OcChecksum.parse(header);
    } catch (MalformedHeader e) {
      throw new Problem.Invalid("OC-Checksum cannot be read.");
    }
  }
}
