package allmende.sfu.media;

import allmende.sfu.sight.EngineSight;

/// What one loop has forwarded since it began. Written by the loop's thread alone.
final class Traffic {
  final DelayCounts delays = new DelayCounts();
  long packetsIn;
  long bytesIn;
  long packetsOut;
  long bytesOut;
  long resentIn;
  long resentOut;
  long missing;
  long keyFramesAsked;

  /// Together with what others have.
  EngineSight plus(EngineSight others) {
    return new EngineSight(
        others.rooms(),
        others.people(),
        others.packetsIn() + packetsIn,
        others.bytesIn() + bytesIn,
        others.packetsOut() + packetsOut,
        others.bytesOut() + bytesOut,
        others.resentIn() + resentIn,
        others.resentOut() + resentOut,
        others.missing() + missing,
        others.keyFramesAsked() + keyFramesAsked,
        others.delays().plus(delays.figures()));
  }
}
