package allmende.sfu.cc;

/// A short burst that shows whether more goes through.
///
/// @param id above 0; every packet sent for it is noted with it
/// @param bytes to be sent at this rate, in [#PACKETS] packets at least
public record Probe(int id, long bitrate, int bytes) {
  public static final int PACKETS = 5;
  private static final long MILLIS = 20;
  private static final int LEAST_BYTES = PACKETS * 240;

  static Probe of(int id, long bitrate) {
    return new Probe(id, bitrate, (int) Math.max(bitrate * MILLIS / 8_000, LEAST_BYTES));
  }
}
