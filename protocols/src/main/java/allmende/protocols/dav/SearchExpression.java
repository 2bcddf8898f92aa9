package allmende.protocols.dav;

import allmende.protocols.xml.MalformedXml;
import allmende.protocols.xml.QName;
import allmende.protocols.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A condition of a search (RFC 5323 §5.5 to §5.18). Literals are text; what they mean depends on
/// the property they are compared with.
public sealed interface SearchExpression {
  record And(List<SearchExpression> all) implements SearchExpression {
    public And {
      all = List.copyOf(all);
    }
  }

  record Or(List<SearchExpression> any) implements SearchExpression {
    public Or {
      any = List.copyOf(any);
    }
  }

  record Not(SearchExpression negated) implements SearchExpression {}

  record Eq(QName property, String literal) implements SearchExpression {}

  record Lt(QName property, String literal) implements SearchExpression {}

  record Lte(QName property, String literal) implements SearchExpression {}

  record Gt(QName property, String literal) implements SearchExpression {}

  record Gte(QName property, String literal) implements SearchExpression {}

  /// @param pattern `%` stands for any text, `_` for one character, a backslash before either for
  ///   itself
  record Like(QName property, String pattern) implements SearchExpression {}

  /// @param text to be found in the content
  record Contains(String text) implements SearchExpression {}

  record IsCollection() implements SearchExpression {}

  record IsDefined(QName property) implements SearchExpression {}

  /// The one condition inside `where`, if there is one.
  static Optional<SearchExpression> ofWhere(XmlElement where) throws MalformedXml {
    return switch (where.children().size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(of(where.children().getFirst()));
      default -> throw new MalformedXml("The where of a search holds more than one condition.");
    };
  }

  /// Recursion is safe: the reader has limited the depth.
  private static SearchExpression of(XmlElement element) throws MalformedXml {
    if (!element.name().namespace().equals(QName.DAV)) {
      throw unknown();
    }
    return switch (element.name().local()) {
      case "and" -> new And(operands(element));
      case "or" -> new Or(operands(element));
      case "not" -> {
        List<SearchExpression> operands = operands(element);
        if (operands.size() != 1) {
          throw new MalformedXml("The not of a search holds exactly one condition.");
        }
        yield new Not(operands.getFirst());
      }
      case "eq" -> new Eq(property(element), literal(element));
      case "lt" -> new Lt(property(element), literal(element));
      case "lte" -> new Lte(property(element), literal(element));
      case "gt" -> new Gt(property(element), literal(element));
      case "gte" -> new Gte(property(element), literal(element));
      case "like" -> new Like(property(element), literal(element));
      case "contains" -> new Contains(element.text());
      case "is-collection" -> new IsCollection();
      case "is-defined" -> new IsDefined(property(element));
      default -> throw unknown();
    };
  }

  private static List<SearchExpression> operands(XmlElement element) throws MalformedXml {
    List<SearchExpression> operands = new ArrayList<>();
    for (XmlElement child : element.children()) {
      operands.add(of(child));
    }
    if (operands.isEmpty()) {
      throw new MalformedXml("A condition of the search joins nothing.");
    }
    return operands;
  }

  /// The one property inside the `prop` of an operator or order.
  static QName property(XmlElement element) throws MalformedXml {
    List<QName> names = DavXml.childNames(DavXml.requireChild(element, "prop"));
    if (names.size() != 1) {
      throw new MalformedXml("A part of the search names not exactly one property.");
    }
    return names.getFirst();
  }

  private static String literal(XmlElement element) throws MalformedXml {
    return DavXml.requireChild(element, "literal").text();
  }

  private static MalformedXml unknown() {
    return new MalformedXml("The search uses an operator that is not supported.");
  }
}
