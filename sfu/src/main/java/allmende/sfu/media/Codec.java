package allmende.sfu.media;

import java.util.Locale;
import java.util.Optional;

/// What we forward.
public enum Codec {
  /// RFC 7587; packets may be of RED (RFC 2198), which is Opus several times over.
  OPUS("audio/opus", 48_000, 2),
  /// RFC 7741.
  VP8("video/VP8", 90_000, 1),
  /// RFC 9628.
  VP9("video/VP9", 90_000, 1),
  /// RFC 6184.
  H264("video/H264", 90_000, 1),
  /// The AV1 RTP specification.
  AV1("video/AV1", 90_000, 1);

  private final String mime;
  private final int clockRate;
  private final int channels;

  Codec(String mime, int clockRate, int channels) {
    this.mime = mime;
    this.clockRate = clockRate;
    this.channels = channels;
  }

  public String mime() {
    return mime;
  }

  /// Of the RTP timestamp, in Hz.
  public int clockRate() {
    return clockRate;
  }

  public int channels() {
    return channels;
  }

  public boolean isAudio() {
    return this == OPUS;
  }

  /// Whether one stream may hold pictures of several sizes.
  public boolean isLayered() {
    return this == VP9 || this == AV1;
  }

  /// As `a=rtpmap` names it.
  public String encoding() {
    return mime.substring(mime.indexOf('/') + 1);
  }

  /// As LiveKit's messages name it.
  public String token() {
    return encoding().toLowerCase(Locale.ROOT);
  }

  public static Optional<Codec> of(String kind, String encoding) {
    String wanted = (kind + "/" + encoding).toLowerCase(Locale.ROOT);
    for (Codec each : values()) {
      if (each.mime.toLowerCase(Locale.ROOT).equals(wanted)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
