package allmende.protocols.nextcloud;

import java.io.IOException;

/// A multipart body that breaks its own promises. It is an `IOException` because it may come to
/// light in the middle of reading a part's content. The message is safe to show.
public final class MalformedMultipart extends IOException {
  private static final long serialVersionUID = 1L;

  public MalformedMultipart(String message) {
    super(message);
  }
}
