package allmende.platform.http;

/// The content security policies that answers carry.
///
/// A route never gets a page's policy by its content type alone: a person's own HTML file, shown
/// inline, must not run as if it were ours. [Pages] asks for [#PAGE] itself.
public final class ContentPolicy {
  /// The header's name.
  public static final String HEADER = "Content-Security-Policy";

  /// For our own pages.
  public static final String PAGE =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; "
          + "connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  /// For our own scripts. A worker has the policy of its script and not of its page; that of PDFs
  /// runs decoders in WebAssembly.
  static final String SCRIPT =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
          + "frame-ancestors 'none'";

  /// For everything else, unless a route says otherwise: nothing runs, nothing loads.
  public static final String NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox";

  // Chromium shows no PDF in a sandboxed document, and its viewer brings styles of its own.
  private static final String PDF =
      "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

  // A browser's own page around a picture, a sound or a film is styled inline and loads the very
  // same address.
  private static final String MEDIA =
      "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

  private ContentPolicy() {}

  /// For a person's file of this type when a browser shows it as a document of its own.
  public static String shown(String contentType) {
    if (contentType.startsWith("application/pdf")) {
      return PDF;
    }
    if (contentType.startsWith("image/")
        || contentType.startsWith("video/")
        || contentType.startsWith("audio/")) {
      return MEDIA;
    }
    return NOTHING;
  }
}
