package allmende.protocols.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The value of If-Match or If-None-Match.
public sealed interface TagCondition {
  /// The header was not sent.
  record Absent() implements TagCondition {}

  /// `*`: anything that exists.
  record Anything() implements TagCondition {}

  record OneOf(List<EntityTag> tags) implements TagCondition {
    public OneOf {
      tags = List.copyOf(tags);
    }
  }

  /// A condition that cannot be read must not be taken for none: it guards someone's data.
  static TagCondition parse(@Nullable String header) throws MalformedHeader {
    if (header == null) {
      return new Absent();
    }
    if (header.strip().equals("*") || header.strip().equals("\"*\"")) {
      return new Anything();
    }
    List<EntityTag> tags = EntityTag.parseList(header);
    if (tags.isEmpty()) {
      throw new MalformedHeader("A conditional header names no entity tag.");
    }
    return new OneOf(tags);
  }
}
