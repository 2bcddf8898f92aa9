package allmende.protocols.xml;

/// A document that cannot be understood or goes beyond its limits. The message is a sentence that
/// is safe to show to the sender: it never quotes the document.
public final class MalformedXml extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedXml(String message) {
    super(message);
  }
}
