package allmende.files;

/// How something is shared.
public enum ShareKind {
  PERSON,
  GROUP,
  LINK
}
