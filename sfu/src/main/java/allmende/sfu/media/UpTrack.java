package allmende.sfu.media;

public final class UpTrack {
  private final Codec codec;

  public UpTrack(MediaLoop loop, Codec codec) {
    this.codec = codec;
  }

  public Codec codec() {
    return codec;
  }
}
