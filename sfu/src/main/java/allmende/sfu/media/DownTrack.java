package allmende.sfu.media;

public final class DownTrack {
  public static final int NOTHING = -1;

  public DownTrack(Transport transport, DownParameters how, UpTrack up) {}

  public void limit(int layer) {}

  public void open() {}

  public void close() {}
}
