package allmende.files.dav;

import allmende.files.Node;
import allmende.files.Properties;
import allmende.files.Terms;
import allmende.files.Tree;
import allmende.files.Upload;
import allmende.identity.Credential;
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
record Arrival(OptionalLong mtime, OptionalLong born, List<OcChecksum> checksums) {
  static Arrival of(DavExchange exchange) {
    return new Arrival(
        time(exchange, "X-OC-MTime"), time(exchange, "X-OC-CTime"), checksums(exchange));
  }

  Upload of(Blob content) {
    Optional<String> checksum = checksums.stream().findFirst().map(OcChecksum::toString);
    return new Upload(content, mtime, checksum);
  }

  /// Keeps when the file was made, where the client has told.
  void keepAge(Properties properties, DavExchange exchange, List<String> path) {
    // When a file was made is noted by those who belong there.
    if (born.isPresent() && !(exchange.actor().credential() instanceof Credential.Link)) {
      // What else it demanded has been looked at: its etag is another one now.
      Terms held = new Terms(DavTerms.of(exchange, path).tokens(), (_, _) -> true);
      properties.change(
          exchange.actor(), path, List.of(new Properties.Change.Born(born.getAsLong())), held);
      exchange.put("X-OC-CTime", "accepted");
    }
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

  private static OptionalLong time(DavExchange exchange, String name) {
    String header = exchange.header(name);
    try {
      return header == null ? OptionalLong.empty() : OptionalLong.of(Mtime.parse(header));
    } catch (MalformedHeader e) {
      throw new Problem.Invalid(name + " is not a time.");
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
