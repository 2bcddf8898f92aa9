package allmende.sfu.sight;

/// How a track goes to one subscriber.
///
/// @param bitrate in bit/s, of the last second or so
/// @param layer that is sent, counted from 0; -1: none
/// @param paused because the way does not bear even the smallest
/// @param lost packets, as the subscriber says
/// @param resent packets that it asked for, or that were sent again to find out what the way bears
/// @param jitterMicros as the subscriber says
/// @param keyFramesWanted how often the subscriber asked for one
public record DownFigures(
    long packets,
    long bytes,
    long bitrate,
    int layer,
    boolean paused,
    long lost,
    long resent,
    long jitterMicros,
    long keyFramesWanted) {}
