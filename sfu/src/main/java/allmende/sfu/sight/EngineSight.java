package allmende.sfu.sight;

/// What the engine has forwarded since it began, all its loops together.
///
/// @param resentIn packets that came when they were asked for
/// @param resentOut packets that were sent again
/// @param missing packets that did not come at first
public record EngineSight(
    long rooms,
    long people,
    long packetsIn,
    long bytesIn,
    long packetsOut,
    long bytesOut,
    long resentIn,
    long resentOut,
    long missing,
    long keyFramesAsked,
    Delays delays) {
  public static final EngineSight NONE = of(0, 0);

  /// Before anything has been forwarded.
  public static EngineSight of(long rooms, long people) {
    return new EngineSight(rooms, people, 0, 0, 0, 0, 0, 0, 0, 0, Delays.NONE);
  }
}
