package allmende.files;

import allmende.files.store.SearchStore.Where;
import allmende.identity.Actor;
import allmende.platform.problem.Problem;
import allmende.protocols.dav.SearchExpression;
import allmende.protocols.http.HttpDate;
import allmende.protocols.xml.QName;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Turns the condition of a search into SQL. A client's words only ever become parameters.
final class SearchCondition {
  private static final String FOLDER_TYPE = "httpd/unix-directory";
  private static final String ENDING = "lower(substring(n.name from '[.]([^.]*)$'))";
  private static final Map<QName, String> NUMBERS =
      Map.of(
          QName.dav("getcontentlength"), "n.size",
          QName.oc("size"), "n.size",
          QName.oc("fileid"), "n.id");
  private static final Map<QName, String> TIMES =
      Map.of(
          QName.dav("getlastmodified"), "n.mtime",
          QName.dav("creationdate"), "coalesce(n.born, n.created)",
          QName.nc("creation_time"), "coalesce(n.born, n.created)",
          QName.nc("upload_time"), "n.created");
  private static final QName NAME = QName.dav("displayname");
  private static final QName TYPE = QName.dav("getcontenttype");
  private static final QName FAVOURITE = QName.oc("favorite");
  private static final QName OWNER = QName.oc("owner-id");

  private final Actor actor;
  private final Map<String, Object> parameters = new HashMap<>();

  private SearchCondition(Actor actor) {
    this.actor = actor;
  }

  /// @throws Problem.Invalid for what cannot be searched for
  static Where of(Actor actor, SearchExpression expression) {
    SearchCondition condition = new SearchCondition(actor);
    String sql = condition.sql(expression);
    return new Where(sql, condition.parameters);
  }

  /// What a list can be ordered by.
  ///
  /// @throws Problem.Invalid for anything else
  static String column(QName property) {
    if (property.equals(NAME)) {
      return "n.key collate \"C\"";
    }
    String column = NUMBERS.getOrDefault(property, TIMES.get(property));
    if (column == null) {
      throw cannot(property);
    }
    return column;
  }

  private String sql(SearchExpression expression) {
    return switch (expression) {
      case SearchExpression.And(List<SearchExpression> all) -> joined(all, " and ");
      case SearchExpression.Or(List<SearchExpression> any) -> joined(any, " or ");
      case SearchExpression.Not(SearchExpression negated) -> "not (" + sql(negated) + ")";
      case SearchExpression.Eq(QName property, String literal) -> equal(property, literal);
      case SearchExpression.Lt(QName property, String literal) -> compared(property, "<", literal);
      case SearchExpression.Lte(QName property, String literal) ->
          compared(property, "<=", literal);
      case SearchExpression.Gt(QName property, String literal) -> compared(property, ">", literal);
      case SearchExpression.Gte(QName property, String literal) ->
          compared(property, ">=", literal);
      case SearchExpression.Like(QName property, String pattern) -> like(property, pattern);
      case SearchExpression.Contains _ ->
          throw new Problem.Invalid("The content of files cannot be searched yet.");
      case SearchExpression.IsCollection() -> "n.folder";
      case SearchExpression.IsDefined(QName property) ->
          property.equals(TYPE) || property.equals(QName.dav("getcontentlength"))
              ? "not n.folder"
              : "true";
    };
  }

  private String joined(List<SearchExpression> parts, String word) {
    return parts.stream().map(this::sql).collect(Collectors.joining(word, "(", ")"));
  }

  private String equal(QName property, String literal) {
    if (property.equals(NAME)) {
      return "n.name = " + parameter(literal);
    }
    if (property.equals(TYPE)) {
      return typed(literal, literal::equals);
    }
    if (property.equals(FAVOURITE)) {
      String marked =
          "exists (select from files.favourite f where f.node = n.id and f.account = "
              + parameter(actor.account().id().value())
              + ")";
      return List.of("1", "true", "yes").contains(literal.strip()) ? marked : "not " + marked;
    }
    if (property.equals(OWNER)) {
      // Only a personal space has an owner; what a person finds there is their own.
      return literal.equalsIgnoreCase(actor.account().name()) ? "true" : "false";
    }
    return compared(property, "=", literal);
  }

  private String compared(QName property, String operator, String literal) {
    if (NUMBERS.containsKey(property)) {
      return NUMBERS.get(property) + " " + operator + " " + parameter(number(literal));
    }
    if (TIMES.containsKey(property)) {
      return TIMES.get(property) + " " + operator + " " + parameter(time(literal));
    }
    throw cannot(property);
  }

  private String like(QName property, String pattern) {
    if (property.equals(NAME)) {
      return "n.name ilike " + parameter(pattern) + " escape '\\'";
    }
    if (property.equals(TYPE)) {
      Pattern wanted = regex(pattern);
      return typed(pattern, type -> wanted.matcher(type).matches());
    }
    throw cannot(property);
  }

  private String typed(String literal, java.util.function.Predicate<String> wanted) {
    if (literal.toLowerCase(Locale.ROOT).startsWith("httpd/")) {
      return wanted.test(FOLDER_TYPE) ? "n.folder" : "false";
    }
    List<String> endings = MediaType.endings(wanted);
    return "(not n.folder and "
        + ENDING
        + " = any("
        + parameter(endings.toArray(String[]::new))
        + "))";
  }

  private static Pattern regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
      } else {
        regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
  }

  private String parameter(Object value) {
    String name = "p" + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }

  private static long number(String literal) {
    try {
      return Long.parseLong(literal.strip());
    } catch (NumberFormatException e) {
      throw new Problem.Invalid("A number of the search cannot be read.");
    }
  }

  private static long time(String literal) {
    String text = literal.strip();
    if (text.matches("-?[0-9]{1,12}")) {
      return Long.parseLong(text);
    }
    OptionalLong http = HttpDate.parse(text);
    if (http.isPresent()) {
      return http.getAsLong();
    }
    try {
      return OffsetDateTime.parse(text).toEpochSecond();
    } catch (DateTimeParseException e) {
      try {
        return Instant.parse(text + "Z").getEpochSecond();
      } catch (DateTimeParseException none) {
        throw new Problem.Invalid("A time of the search cannot be read.");
      }
    }
  }

  private static Problem cannot(QName property) {
    return new Problem.Invalid(
        "Files cannot be searched by the property " + property.local() + ".");
  }
}
