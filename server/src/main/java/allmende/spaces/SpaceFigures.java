package allmende.spaces;

/// What a space's description needs from whoever keeps its files.
public interface SpaceFigures {
  /// The id of the space's root folder.
  String root(SpaceId space);

  /// The bytes that count against the quota.
  long used(SpaceId space);
}
