package allmende.protocols.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// One entry's headers (APPNOTE.TXT 6.3, §4.3). Nothing is compressed: what people keep in bulk is
/// compressed already, and the size can be told before the first byte.
///
/// @param name of at most 65,535 bytes in UTF-8; a folder's ends in `/`
/// @param offset of its local header in the archive
record ZipEntry(String name, long mtime, boolean zip64, long offset) {
  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int DESCRIPTOR = 0x08074b50;
  private static final int CENTRAL_HEADER = 0x02014b50;
  private static final long UINT32 = 0xFFFF_FFFFL;

  /// Bit 3: checksum and sizes follow the content. Bit 11: names are UTF-8.
  private static final short DESCRIPTOR_AND_UTF8 = 1 << 3 | 1 << 11;

  private static final short UTF8 = 1 << 11;
  private static final short VERSION_PLAIN = 20;
  private static final short VERSION_ZIP64 = 45;
  private static final int MADE_BY_UNIX = 3 << 8;

  private boolean isFolder() {
    return name.endsWith("/");
  }

  private short flags() {
    return isFolder() ? UTF8 : DESCRIPTOR_AND_UTF8;
  }

  byte[] localHeader() {
    byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
    byte[] timestamp = timestamp();
    // An empty Zip64 field here says that the descriptor's sizes have eight bytes.
    int zip64Length = zip64 ? 20 : 0;
    ByteBuffer out =
        ByteBuffer.allocate(30 + encoded.length + timestamp.length + zip64Length)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(LOCAL_HEADER).putShort(zip64 ? VERSION_ZIP64 : VERSION_PLAIN).putShort(flags());
    out.putShort((short) 0).putInt(dosTime()).putInt(0);
    out.putInt(zip64 ? -1 : 0).putInt(zip64 ? -1 : 0);
    out.putShort((short) encoded.length).putShort((short) (timestamp.length + zip64Length));
    out.put(encoded).put(timestamp);
    if (zip64) {
      out.putShort((short) 1).putShort((short) 16).putLong(0).putLong(0);
    }
    return out.array();
  }

  byte[] descriptor(int crc, long size) {
    ByteBuffer out =
        ByteBuffer.allocate(zip64 ? 24 : 16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(DESCRIPTOR)
            .putInt(crc);
    if (zip64) {
      out.putLong(size).putLong(size);
    } else {
      out.putInt((int) size).putInt((int) size);
    }
    return out.array();
  }

  byte[] centralHeader(int crc, long size) {
    boolean farAway = offset >= UINT32;
    int zip64Fields = (zip64 ? 16 : 0) + (farAway ? 8 : 0);
    byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
    byte[] timestamp = timestamp();
    int extra = timestamp.length + (zip64Fields == 0 ? 0 : 4 + zip64Fields);
    short needed = zip64Fields == 0 ? VERSION_PLAIN : VERSION_ZIP64;
    int shownSize = zip64 ? -1 : (int) size;

    ByteBuffer out =
        ByteBuffer.allocate(46 + encoded.length + extra).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(CENTRAL_HEADER).putShort((short) (MADE_BY_UNIX | needed)).putShort(needed);
    out.putShort(flags()).putShort((short) 0).putInt(dosTime()).putInt(crc);
    out.putInt(shownSize).putInt(shownSize);
    out.putShort((short) encoded.length).putShort((short) extra).putShort((short) 0);
    out.putShort((short) 0).putShort((short) 0).putInt(attributes());
    out.putInt(farAway ? -1 : (int) offset).put(encoded).put(timestamp);
    if (zip64Fields > 0) {
      out.putShort((short) 1).putShort((short) zip64Fields);
      if (zip64) {
        out.putLong(size).putLong(size);
      }
      if (farAway) {
        out.putLong(offset);
      }
    }
    return out.array();
  }

  /// The "extended timestamp" field: seconds since 1970, without the time zone that DOS time lacks.
  private byte[] timestamp() {
    int seconds = (int) Math.clamp(mtime, 0, Integer.MAX_VALUE);
    return ByteBuffer.allocate(9)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) 0x5455)
        .putShort((short) 5)
        .put((byte) 1)
        .putInt(seconds)
        .array();
  }

  /// Time in the low and date in the high half; years 1980 to 2107, in steps of two seconds.
  private int dosTime() {
    LocalDateTime at = LocalDateTime.ofInstant(Instant.ofEpochSecond(mtime), ZoneOffset.UTC);
    if (at.getYear() < 1980) {
      return 1 << 21 | 1 << 16;
    }
    int date =
        Math.min(at.getYear() - 1980, 127) << 9 | at.getMonthValue() << 5 | at.getDayOfMonth();
    return date << 16 | at.getHour() << 11 | at.getMinute() << 5 | at.getSecond() / 2;
  }

  /// Unix mode in the high half (rw-r--r--, rwxr-xr-x), the DOS folder bit in the low.
  private int attributes() {
    return isFolder() ? 0040755 << 16 | 0x10 : 0100644 << 16;
  }
}
