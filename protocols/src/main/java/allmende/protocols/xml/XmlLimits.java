package allmende.protocols.xml;

/// How large a document from the network may be.
///
/// @param maxBytes length of the encoded document, in bytes
/// @param maxElements elements in the whole document
/// @param maxDepth levels of nesting; the root is level 1
public record XmlLimits(long maxBytes, int maxElements, int maxDepth) {
  /// 1 MiB, 10,000 elements, 64 levels: ten times what any known client sends.
  public static final XmlLimits DEFAULT = new XmlLimits(1 << 20, 10_000, 64);
}
