package allmende.files.transfer;

import allmende.files.MediaType;
import allmende.files.Node;
import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import allmende.platform.problem.Problem;
import allmende.protocols.http.ByteRange;
import allmende.protocols.http.ContentDisposition;
import allmende.protocols.http.EntityTag;
import allmende.protocols.http.HttpDate;
import allmende.protocols.http.MalformedHeader;
import allmende.protocols.http.Preconditions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/// Answers GET and HEAD of a content: whole, one range of it, or not at all when the asker has it
/// (RFC 9110 §13 and §14).
public final class Sending {
  private static final int PIECE = 256 << 10;

  /// What a page would run or be styled by (Fetch §2.2.5, told by `Sec-Fetch-Dest`): never what
  /// somebody has put here, whatever its type.
  private static final Set<String> RUNS =
      Set.of(
          "script",
          "worker",
          "sharedworker",
          "serviceworker",
          "audioworklet",
          "paintworklet",
          "style",
          "xslt");

  private final BlobStore blobs;

  public Sending(BlobStore blobs) {
    this.blobs = blobs;
  }

  /// What is sent.
  ///
  /// @param tag without quotes
  /// @param mtime seconds since 1970
  /// @param disposition the whole header
  /// @param reading told when bytes of the content go out
  /// @param whole whether it is had whole or not at all, whatever range is asked for
  public record What(
      Blob content,
      String tag,
      long mtime,
      String type,
      String disposition,
      Runnable reading,
      boolean whole) {
    public What(
        Blob content, String tag, long mtime, String type, String disposition, Runnable reading) {
      this(content, tag, mtime, type, disposition, reading, false);
    }

    /// The same, to be had whole or not at all.
    public What whole(boolean wanted) {
      return new What(content, tag, mtime, type, disposition, reading, wanted);
    }

    /// A file to be saved under its own name.
    public static What attachment(Node file, Runnable reading) {
      return new What(
          file.content(),
          file.tag(),
          file.mtime(),
          MediaType.orBytes(file.name()),
          ContentDisposition.attachment(file.name()),
          reading);
    }
  }

  /// Puts the headers and sends the bytes that were asked for. Other headers are the caller's to
  /// put before.
  ///
  /// @throws Problem.Denied when a page asks for it to run it
  /// @throws Problem.PreconditionFailed when a condition of the asker does not hold
  public void answer(Request request, Response response, What what) throws IOException {
    refuseRunning(request);
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.ETAG, "\"" + what.tag() + "\"");
    headers.put(HttpHeader.LAST_MODIFIED, HttpDate.format(what.mtime()));
    headers.put(HttpHeader.ACCEPT_RANGES, what.whole() ? "none" : "bytes");
    switch (conditions(request, what)) {
      case NOT_MODIFIED -> response.setStatus(304);
      case FAILED -> throw new Problem.PreconditionFailed("It has changed meanwhile.");
      case PROCEED -> send(request, response, what);
    }
  }

  private static void refuseRunning(Request request) {
    String use = request.getHeaders().get("Sec-Fetch-Dest");
    if (use != null && RUNS.contains(use)) {
      throw new Problem.Denied("Contents are not run.");
    }
  }

  /// Sends a file that was made of a content, whole.
  ///
  /// @param tag without quotes
  public void answer(
      Request request,
      Response response,
      Path made,
      String tag,
      String disposition,
      Runnable reading)
      throws IOException {
    refuseRunning(request);
    HttpFields.Mutable headers = response.getHeaders();
    String quoted = "\"" + tag + "\"";
    headers.put(HttpHeader.ETAG, quoted);
    if (request.getHeaders().getFields(HttpHeader.IF_NONE_MATCH).stream()
        .anyMatch(field -> field.getValue().contains(quoted))) {
      response.setStatus(304);
      return;
    }
    try (FileChannel file = FileChannel.open(made)) {
      headers.put(HttpHeader.CONTENT_TYPE, "application/pdf");
      headers.put(HttpHeader.CONTENT_DISPOSITION, disposition);
      headers.put(HttpHeader.CONTENT_LENGTH, file.size());
      response.setStatus(200);
      if (!request.getMethod().equals("HEAD")) {
        reading.run();
        send(request, response, file::read, file.size());
      }
    } catch (NoSuchFileException e) {
      throw new Problem.NotFound("It is gone.");
    }
  }

  private void send(Request request, Response response, What what) throws IOException {
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, what.type());
    headers.put(HttpHeader.CONTENT_DISPOSITION, what.disposition());
    long size = what.content().size();
    switch (ByteRange.parse(range(request, what), size)) {
      case ByteRange.Whole() -> body(request, response, what, 200, 0, size);
      case ByteRange.Parts(List<ByteRange> ranges) when ranges.size() == 1 -> {
        ByteRange range = ranges.getFirst();
        headers.put(HttpHeader.CONTENT_RANGE, range.contentRange(size));
        body(request, response, what, 206, range.first(), range.length());
      }
      // A server may answer several ranges with the whole (RFC 9110 §14.2).
      case ByteRange.Parts(_) -> body(request, response, what, 200, 0, size);
      case ByteRange.Unsatisfiable() -> {
        headers.put(HttpHeader.CONTENT_RANGE, "bytes */" + size);
        headers.put(HttpHeader.CONTENT_LENGTH, 0);
        response.setStatus(416);
      }
    }
  }

  private void body(
      Request request, Response response, What what, int status, long first, long length)
      throws IOException {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
    if (request.getMethod().equals("HEAD")) {
      return;
    }
    what.reading().run();
    try (BlobStore.Reader reader = blobs.reader(what.content(), first)) {
      send(request, response, reader::read, length);
    }
  }

  private interface Bytes {
    int read(ByteBuffer into) throws IOException;
  }

  /// From the file into a direct buffer of Jetty's and on to the socket: the bytes never visit the
  /// heap, and a small file is one write together with its headers.
  private static void send(Request request, Response response, Bytes from, long length)
      throws IOException {
    int room = (int) Math.clamp(length, 1, PIECE);
    RetainableByteBuffer piece = request.getComponents().getByteBufferPool().acquire(room, true);
    try {
      long left = length;
      do {
        ByteBuffer bytes = piece.getByteBuffer();
        bytes.clear().limit((int) Math.min(room, left));
        while (bytes.hasRemaining()) {
          if (from.read(bytes) < 0) {
            throw new IOException("content is shorter than was promised");
          }
        }
        left -= bytes.position();
        Content.Sink.write(response, left == 0, bytes.flip());
      } while (left > 0);
    } finally {
      piece.release();
    }
  }

  /// The range asked for, unless the asker wants the whole of what changed (RFC 9110 §13.1.5).
  private static @Nullable String range(Request request, What what) {
    if (what.whole()) {
      return null;
    }
    String condition = request.getHeaders().get(HttpHeader.IF_RANGE);
    if (condition != null && !holds(condition.strip(), what)) {
      return null;
    }
    return request.getHeaders().get(HttpHeader.RANGE);
  }

  private static boolean holds(String condition, What what) {
    if (condition.startsWith("\"")) {
      return condition.equals("\"" + what.tag() + "\"");
    }
    OptionalLong date = HttpDate.parse(condition);
    return date.isPresent() && date.getAsLong() == what.mtime();
  }

  private static Preconditions.Outcome conditions(Request request, What what) {
    try {
      return Preconditions.parse(name -> header(request, name))
          .evaluate(
              true,
              Optional.of(new Preconditions.Current(EntityTag.strong(what.tag()), what.mtime())));
    } catch (MalformedHeader e) {
      throw new Problem.Invalid("A condition cannot be read.");
    }
  }

  /// Several lines of one name are one list (RFC 9110 §5.2).
  private static @Nullable String header(Request request, String name) {
    List<String> lines =
        request.getHeaders().getFields(name).stream().map(HttpField::getValue).toList();
    return lines.isEmpty() ? null : String.join(", ", lines);
  }
}
