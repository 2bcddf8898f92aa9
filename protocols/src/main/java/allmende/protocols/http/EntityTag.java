package allmende.protocols.http;

import java.util.ArrayList;
import java.util.List;

/// An entity tag (RFC 9110 §8.8.3).
///
/// @param opaque what stands between the quotes
public record EntityTag(boolean weak, String opaque) {
  public static EntityTag strong(String opaque) {
    return new EntityTag(false, opaque);
  }

  /// One tag. Nextcloud clients also send it without quotes, and compressing proxies add `-gzip`
  /// inside them: both are undone here, or an upload would be refused over a proxy's doing.
  public static EntityTag parse(String text) throws MalformedHeader {
    List<EntityTag> tags = parseList(text);
    if (tags.size() != 1) {
      throw malformed();
    }
    return tags.getFirst();
  }

  /// Tags separated by commas; a comma inside quotes belongs to the tag.
  static List<EntityTag> parseList(String text) throws MalformedHeader {
    List<EntityTag> tags = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || c == ',') {
        at++;
        continue;
      }
      boolean weak = text.startsWith("W/", at);
      int start = weak ? at + 2 : at;
      boolean quoted = start < text.length() && text.charAt(start) == '"';
      int end = text.indexOf(quoted ? '"' : ',', quoted ? start + 1 : start);
      if (end < 0) {
        if (quoted) {
          throw malformed();
        }
        end = text.length();
      }
      tags.add(
          new EntityTag(weak, opaque(text.substring(quoted ? start + 1 : start, end), quoted)));
      at = quoted ? end + 1 : end;
      if (at < text.length() && " \t,".indexOf(text.charAt(at)) < 0) {
        throw malformed();
      }
    }
    return tags;
  }

  private static String opaque(String raw, boolean quoted) throws MalformedHeader {
    String opaque = quoted ? raw : raw.strip();
    if ((!quoted && opaque.isEmpty())
        || opaque.chars().anyMatch(c -> c <= ' ' || c == '"' || c == 0x7F)) {
      throw malformed();
    }
    // Apache writes "x-gzip", Jetty "x--gzip".
    return opaque.replaceFirst("-{1,2}gzip$", "");
  }

  /// Both strong and the same (RFC 9110 §8.8.3.2).
  public boolean strongEquals(EntityTag other) {
    return !weak && !other.weak && opaque.equals(other.opaque);
  }

  /// The same, weak or not.
  public boolean weakEquals(EntityTag other) {
    return opaque.equals(other.opaque);
  }

  /// The form that stands in a header.
  @Override
  public String toString() {
    return (weak ? "W/\"" : "\"") + opaque + "\"";
  }

  private static MalformedHeader malformed() {
    return new MalformedHeader("An entity tag is malformed.");
  }
}
