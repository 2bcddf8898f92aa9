package allmende.sfu.cc;

/// What becomes of a [Demand].
///
/// @param layer an index, or [#PAUSED]
public record Share(int id, int layer) {
  public static final int PAUSED = -1;
}
