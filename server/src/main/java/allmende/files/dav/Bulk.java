package allmende.files.dav;

import allmende.files.Node;
import allmende.files.Terms;
import allmende.files.Tree;
import allmende.files.Upload;
import allmende.files.transfer.Receiving;
import allmende.files.transfer.Verification;
import allmende.platform.blobs.BlobStore;
import allmende.platform.http.Json;
import allmende.platform.problem.Problem;
import allmende.protocols.http.MalformedHeader;
import allmende.protocols.nextcloud.BulkUpload;
import allmende.protocols.nextcloud.FileIds;
import allmende.protocols.nextcloud.MalformedMultipart;
import allmende.protocols.nextcloud.Mtime;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jetty.io.Content;

/// `POST /remote.php/dav/bulk`: many small files in one request. Each succeeds or fails by itself,
/// and the answer says which.
///
/// Source: nextcloud/server, apps/dav/lib/BulkUpload.
final class Bulk {
  private final Tree tree;
  private final BlobStore blobs;
  private final String instance;

  Bulk(Tree tree, BlobStore blobs, String instance) {
    this.tree = tree;
    this.blobs = blobs;
    this.instance = instance;
  }

  void answer(DavExchange exchange) throws IOException {
    if (!exchange.method().equals("POST")) {
      exchange.notAllowed("OPTIONS, POST");
      return;
    }
    String type = Optional.ofNullable(exchange.header("Content-Type")).orElse("");
    Map<String, Object> answers = new LinkedHashMap<>();
    try (var body = Content.Source.asInputStream(exchange.request())) {
      BulkUpload upload = new BulkUpload(type, body, BulkUpload.Limits.DEFAULT);
      for (var part = upload.next(); part.isPresent(); part = upload.next()) {
        answers.put(part.get().path(), take(exchange, part.get()));
      }
    } catch (MalformedMultipart e) {
      throw new Problem.Invalid(String.valueOf(e.getMessage()));
    }
    exchange.send(200, "application/json; charset=utf-8", Json.MAPPER.writeValueAsBytes(answers));
  }

  private Map<String, Object> take(DavExchange exchange, BulkUpload.Part part) throws IOException {
    try {
      List<String> path =
          Arrays.stream(part.path().split("/", -1)).filter(name -> !name.isEmpty()).toList();
      OptionalLong mtime =
          part.mtime() == null ? OptionalLong.empty() : OptionalLong.of(Mtime.parse(part.mtime()));
      Optional<String> checksum = part.checksums().stream().findFirst().map(Object::toString);
      Tree.Done done =
          Receiving.take(
              part.content(),
              part.length(),
              blobs,
              new Verification(part.checksums()),
              content ->
                  tree.put(
                      exchange.actor(), path, new Upload(content, mtime, checksum), Terms.NONE));
      Node file = done.entry().node();
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("error", false);
      answer.put("etag", file.tag());
      answer.put("fileid", FileIds.ocId(file.id().value(), instance));
      answer.put("permissions", EntryProperties.permissions(done.entry()).letters());
      return answer;
    } catch (MalformedMultipart e) {
      throw e;
    } catch (MalformedHeader e) {
      return refused("The time of the file cannot be read.");
    } catch (Problem.Unavailable | Problem.StorageFull e) {
      throw e;
    } catch (Problem e) {
      return refused(e.sentence());
    }
  }

  private static Map<String, Object> refused(String sentence) {
    return Map.of("error", true, "message", sentence);
  }
}
