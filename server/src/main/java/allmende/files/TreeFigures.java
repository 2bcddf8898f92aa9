package allmende.files;

import allmende.spaces.SpaceFigures;
import allmende.spaces.SpaceId;

/// What the tree tells the description of a space.
public record TreeFigures(Tree tree) implements SpaceFigures {
  @Override
  public String root(SpaceId space) {
    return Long.toString(tree.rootOf(space).value());
  }

  @Override
  public long used(SpaceId space) {
    return tree.used(space);
  }
}
