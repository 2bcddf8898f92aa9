package allmende.protocols.sdp;

/// How much of a description is read. A browser with a hundred video tiles and every codec writes
/// some 600 kB in 15,000 lines.
public final class SdpLimits {
  /// Characters in all.
  public static final int MAX_LENGTH = 2 * 1024 * 1024;

  /// Characters of one line.
  public static final int MAX_LINE = 4_096;

  /// Lines in all.
  public static final int MAX_LINES = 65_536;

  /// Media sections.
  public static final int MAX_SECTIONS = 512;

  /// Attributes of one section, or of the session.
  public static final int MAX_ATTRIBUTES = 1_024;

  private SdpLimits() {}
}
