package allmende.sfu.sight;

/// What is known of the way to a client.
///
/// @param estimate bit/s that it is thought to bear; 0: nothing is known
/// @param roundTripMicros 0: not known
/// @param heard whether the client has been heard of in the last seconds
public record WayFigures(long estimate, long roundTripMicros, boolean heard) {
  public static final WayFigures UNKNOWN = new WayFigures(0, 0, true);
}
