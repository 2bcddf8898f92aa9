package allmende.protocols.dav;

import allmende.protocols.dav.IfHeader.Condition;
import allmende.protocols.dav.IfHeader.TaggedList;
import allmende.protocols.http.MalformedHeader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one If header from left to right.
final class IfHeaderParser {
  /// Each list may cost its reader a look-up; no client sends more than a few.
  private static final int MAX_CONDITIONS = 256;

  private final String header;
  private int at;
  private int conditions;

  IfHeaderParser(String header) {
    this.header = header;
  }

  List<TaggedList> parse() throws MalformedHeader {
    List<TaggedList> lists = new ArrayList<>();
    @Nullable String resource = null;
    boolean tagHasList = true;
    skipSpace();
    while (at < header.length()) {
      if (header.charAt(at) == '<') {
        // A tag opens a group of lists; one that follows untagged lists would mix the two
        // productions.
        if (!tagHasList || (resource == null && !lists.isEmpty())) {
          throw malformed();
        }
        resource = until('<', '>');
        tagHasList = false;
      } else {
        lists.add(new TaggedList(resource, list()));
        tagHasList = true;
      }
      skipSpace();
    }
    if (lists.isEmpty() || !tagHasList) {
      throw malformed();
    }
    return lists;
  }

  private List<Condition> list() throws MalformedHeader {
    expect('(');
    List<Condition> list = new ArrayList<>();
    skipSpace();
    while (at < header.length() && header.charAt(at) != ')') {
      list.add(condition());
      skipSpace();
    }
    expect(')');
    if (list.isEmpty()) {
      throw malformed();
    }
    return list;
  }

  private Condition condition() throws MalformedHeader {
    if (++conditions > MAX_CONDITIONS) {
      throw new MalformedHeader("The If header has too many conditions.");
    }
    boolean not = header.regionMatches(true, at, "Not", 0, 3);
    if (not) {
      at += 3;
      skipSpace();
    }
    if (at < header.length() && header.charAt(at) == '<') {
      return new Condition(not, until('<', '>'), null, false);
    }
    return etag(not, until('[', ']'));
  }

  /// Quotes are asked for by the grammar; a tag without them is unambiguous between brackets.
  private static Condition etag(boolean not, String bracketed) throws MalformedHeader {
    String tag = bracketed.strip();
    boolean weak = tag.startsWith("W/");
    String opaque = weak ? tag.substring(2) : tag;
    if (opaque.length() >= 2 && opaque.startsWith("\"") && opaque.endsWith("\"")) {
      opaque = opaque.substring(1, opaque.length() - 1);
    }
    if (opaque.indexOf('"') >= 0) {
      throw malformed();
    }
    return new Condition(not, null, opaque, weak);
  }

  private String until(char open, char close) throws MalformedHeader {
    expect(open);
    int end = header.indexOf(close, at);
    if (end <= at) {
      throw malformed();
    }
    String inside = header.substring(at, end);
    if (inside.indexOf(open) >= 0) {
      throw malformed();
    }
    at = end + 1;
    return inside;
  }

  private void expect(char c) throws MalformedHeader {
    if (at >= header.length() || header.charAt(at) != c) {
      throw malformed();
    }
    at++;
  }

  private void skipSpace() {
    while (at < header.length() && (header.charAt(at) == ' ' || header.charAt(at) == '\t')) {
      at++;
    }
  }

  private static MalformedHeader malformed() {
    return new MalformedHeader("The If header is not as RFC 4918 section 10.4 writes it.");
  }
}
