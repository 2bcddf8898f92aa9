package allmende.files.transfer;

import allmende.files.Browse;
import allmende.files.Entry;
import allmende.files.FileId;
import allmende.files.Node;
import allmende.files.Tree;
import allmende.identity.Actor;
import allmende.platform.blobs.BlobStore;
import allmende.platform.problem.Problem;
import allmende.protocols.ByteSink;
import allmende.protocols.archive.ArchiveWriter;
import allmende.protocols.archive.TarWriter;
import allmende.protocols.archive.ZipWriter;
import allmende.protocols.http.ContentDisposition;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/// A folder as one archive, made while it is sent. The tree is asked page by page: no transaction
/// stays open for as long as a slow reader takes.
public final class Archives {
  private static final int PAGE = 500;

  private final Tree tree;
  private final Browse browse;
  private final BlobStore blobs;

  public Archives(Tree tree, Browse browse, BlobStore blobs) {
    this.tree = tree;
    this.browse = browse;
    this.blobs = blobs;
  }

  /// What kind of archive.
  public enum Format {
    ZIP("application/zip", ".zip"),
    TAR("application/x-tar", ".tar");

    private final String type;
    private final String ending;

    Format(String type, String ending) {
      this.type = type;
      this.ending = ending;
    }

    /// @param word `zip` or `tar`; none means zip
    /// @throws Problem.Invalid for any other
    public static Format of(@Nullable String word) {
      return switch (word) {
        case null -> ZIP;
        case "zip" -> ZIP;
        case "tar" -> TAR;
        default -> throw new Problem.Invalid("\"format\" is zip or tar.");
      };
    }
  }

  /// Answers with the archive of a folder.
  ///
  /// @param only some of the folder's children; empty for all
  public void send(
      Actor actor, Request request, Response response, FileId id, List<FileId> only, Format format)
      throws IOException {
    Browse.At at = browse.find(actor, id);
    Node folder = at.entry().node();
    if (!folder.folder()) {
      throw new Problem.NotFound("This is no folder.");
    }
    List<Entry> chosen =
        only.stream().map(each -> browse.find(actor, each).entry()).distinct().toList();
    if (chosen.stream().anyMatch(entry -> !entry.node().parent().equals(Optional.of(id)))) {
      throw new Problem.NotFound("This is not in the folder.");
    }
    HttpFields.Mutable headers = response.getHeaders();
    response.setStatus(200);
    headers.put(HttpHeader.CONTENT_TYPE, format.type);
    headers.put(
        HttpHeader.CONTENT_DISPOSITION,
        ContentDisposition.attachment(folder.name() + format.ending));
    headers.put(HttpHeader.CACHE_CONTROL, "private, no-store");
    if (request.getMethod().equals("HEAD")) {
      return;
    }
    Actor counted = tree.downloading(actor);
    OutputStream out = Content.Sink.asOutputStream(response);
    ArchiveWriter archive =
        switch (format) {
          case ZIP -> new ZipWriter(out::write);
          case TAR -> new TarWriter(out::write);
        };
    if (only.isEmpty()) {
      addChildren(archive, counted, id, "");
    } else {
      for (Entry entry : chosen) {
        add(archive, counted, entry, "");
      }
    }
    archive.finish();
    // Not closed on the way out of an exception: an archive that ends too early must not look
    // whole.
    out.close();
  }

  private void addChildren(ArchiveWriter archive, Actor actor, FileId folder, String prefix)
      throws IOException {
    Optional<String> after = Optional.empty();
    do {
      Browse.Page page = browse.children(actor, folder, after, PAGE);
      for (Entry entry : page.entries()) {
        add(archive, actor, entry, prefix);
      }
      after = page.next();
    } while (after.isPresent());
  }

  private void add(ArchiveWriter archive, Actor actor, Entry entry, String prefix)
      throws IOException {
    Node node = entry.node();
    String path = prefix + node.name();
    if (node.folder()) {
      archive.folder(path, node.mtime());
      addChildren(archive, actor, node.id(), path + "/");
    } else {
      tree.reading(actor, entry);
      archive.startFile(path, node.mtime(), node.size());
      copy(node, archive);
      archive.endFile();
    }
  }

  private void copy(Node file, ByteSink sink) throws IOException {
    blobs.copy(
        file.content(),
        0,
        file.size(),
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            sink.write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            sink.write(bytes, offset, length);
          }
        });
  }
}
