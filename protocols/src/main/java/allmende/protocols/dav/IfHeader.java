package allmende.protocols.dav;

import allmende.protocols.http.MalformedHeader;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The If header (RFC 4918 §10.4): lists of conditions, of which one must hold entirely.
public record IfHeader(List<TaggedList> lists) {
  /// @param resource the URI or path it speaks of, as sent; null for the resource of the request
  public record TaggedList(@Nullable String resource, List<Condition> conditions) {
    public TaggedList {
      conditions = List.copyOf(conditions);
    }
  }

  /// Either a state token or an entity tag, and perhaps `Not`.
  ///
  /// @param etag the opaque part without quotes
  /// @param weak whether the tag was marked `W/`
  public record Condition(
      boolean not, @Nullable String stateToken, @Nullable String etag, boolean weak) {
    private boolean holds(ResourceState state) {
      // Weak comparison is allowed here (RFC 4918 §10.4.4) and forgives a proxy that has weakened a
      // tag.
      boolean found =
          stateToken != null
              ? state.lockTokens().contains(stateToken)
              : etag != null && etag.equals(state.etag());
      return found != not;
    }
  }

  /// @param etag the opaque tag without quotes, or null if nothing exists there
  /// @param lockTokens tokens of the locks that cover it
  public record ResourceState(@Nullable String etag, Set<String> lockTokens) {
    public ResourceState {
      lockTokens = Set.copyOf(lockTokens);
    }
  }

  public IfHeader {
    lists = List.copyOf(lists);
  }

  public static IfHeader parse(String header) throws MalformedHeader {
    return new IfHeader(new IfHeaderParser(header).parse());
  }

  /// @param lookup the state of a tagged resource, or of the request's own for null; asked once a
  ///   list
  public boolean matches(Function<@Nullable String, ResourceState> lookup) {
    for (TaggedList list : lists) {
      ResourceState state = lookup.apply(list.resource());
      if (list.conditions().stream().allMatch(condition -> condition.holds(state))) {
        return true;
      }
    }
    return false;
  }

  /// Every token the client shows that it knows; one inside `Not` shows nothing.
  public Set<String> submittedTokens() {
    return lists.stream()
        .flatMap(list -> list.conditions().stream())
        .filter(condition -> !condition.not())
        .<String>mapMulti((condition, sink) -> {
          if (condition.stateToken() != null) {
            sink.accept(condition.stateToken());
          }
        })
        .collect(Collectors.toUnmodifiableSet());
  }
}
