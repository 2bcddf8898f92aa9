package allmende.protocols.nextcloud;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The body of a bulk upload: many small files in one `multipart/related` POST, read as it arrives.
///
/// Every part must say its length. When its content has been read to the end, the boundary has been
/// checked as well: content whose stream has answered "end" is complete, and a part that lied about
/// its length fails before that, with [MalformedMultipart].
public final class BulkUpload {
  /// @param maxParts files in one request; the desktop client sends up to 100
  /// @param maxHeaderBytes the header lines of one part together
  /// @param maxPartBytes content of one part
  public record Limits(int maxParts, int maxHeaderBytes, long maxPartBytes) {
    public static final Limits DEFAULT = new Limits(1000, 16 * 1024, 1L << 30);
  }

  /// One file.
  ///
  /// @param path X-File-Path, as sent
  /// @param length of the content, in bytes
  /// @param checksums of the content, at least one; checking them is the reader's task
  /// @param mtime X-File-Mtime or X-OC-Mtime, not yet parsed, since a bad time spoils only its own
  ///   file
  /// @param content valid until the next call of [BulkUpload#next]; it need not be read to the end
  public record Part(
      String path,
      long length,
      List<OcChecksum> checksums,
      @Nullable String mtime,
      InputStream content) {}

  private final PartSource source;
  private final Limits limits;
  private int parts;
  private @Nullable PartContent current;

  /// @param contentType the request's header; it names the boundary
  public BulkUpload(String contentType, InputStream body, Limits limits) throws MalformedMultipart {
    this.source = new PartSource(body, MultipartBoundary.parse(contentType));
    this.limits = limits;
  }

  /// The next file, or empty after the closing boundary. What is left of the part before is
  /// skipped.
  public Optional<Part> next() throws IOException {
    if (current == null) {
      source.readFirstDelimiter();
    } else {
      current.skipRest();
    }
    if (source.isClosed()) {
      return Optional.empty();
    }
    if (++parts > limits.maxParts()) {
      throw new MalformedMultipart("The request has more than " + limits.maxParts() + " parts.");
    }
    PartHeaders headers = PartHeaders.read(source, limits.maxHeaderBytes());
    long length = headers.contentLength();
    if (length > limits.maxPartBytes()) {
      throw new MalformedMultipart("A part is larger than " + limits.maxPartBytes() + " bytes.");
    }
    current = new PartContent(source, length);
    return Optional.of(
        new Part(headers.path(), length, headers.checksums(), headers.mtime(), current));
  }
}
