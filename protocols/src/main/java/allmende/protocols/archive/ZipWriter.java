package allmende.protocols.archive;

import allmende.protocols.ByteSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// A ZIP archive written as it is sent. Content passes straight through; what stays in memory is
/// the table of contents, about 70 bytes and the name for each entry.
public final class ZipWriter implements ArchiveWriter {
  private static final long UINT32 = 0xFFFF_FFFFL;
  private static final int UINT16 = 0xFFFF;

  private final ByteSink sink;
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private final CRC32 crc = new CRC32();
  private long written;
  private long entries;
  private EntryProgress file = EntryProgress.NONE;
  private ZipEntry entry = new ZipEntry("/", 0, false, 0);

  public ZipWriter(ByteSink sink) {
    this.sink = sink;
  }

  @Override
  public void folder(String path, long mtime) throws IOException {
    file.requireNone();
    var folder = new ZipEntry(fitting(EntryName.safe(path) + "/"), mtime, false, written);
    emit(folder.localHeader());
    list(folder.centralHeader(0, 0));
  }

  @Override
  public void startFile(String path, long mtime, long size) throws IOException {
    file.requireNone();
    file = new EntryProgress(size);
    crc.reset();
    entry = new ZipEntry(fitting(EntryName.safe(path)), mtime, size >= UINT32, written);
    emit(entry.localHeader());
  }

  @Override
  public void write(byte[] b, int off, int len) throws IOException {
    file.take(len);
    crc.update(b, off, len);
    sink.write(b, off, len);
    written += len;
  }

  @Override
  public void endFile() throws IOException {
    long size = file.finish();
    file = EntryProgress.NONE;
    emit(entry.descriptor((int) crc.getValue(), size));
    list(entry.centralHeader((int) crc.getValue(), size));
  }

  /// Writes the table of contents.
  @Override
  public void finish() throws IOException {
    file.requireNone();
    long start = written;
    byte[] contents = directory.toByteArray();
    emit(contents);
    if (entries >= UINT16 || start >= UINT32) {
      emit(zip64End(start, contents.length));
    }
    emit(end(start, contents.length));
  }

  private byte[] zip64End(long start, long length) {
    ByteBuffer out = ByteBuffer.allocate(56 + 20).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x06064b50).putLong(44).putShort((short) (3 << 8 | 45)).putShort((short) 45);
    out.putInt(0).putInt(0).putLong(entries).putLong(entries).putLong(length).putLong(start);
    out.putInt(0x07064b50).putInt(0).putLong(start + length).putInt(1);
    return out.array();
  }

  /// Values that do not fit are all ones, which points to the Zip64 record.
  private byte[] end(long start, int length) {
    short count = (short) Math.min(entries, UINT16);
    ByteBuffer out = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
    out.putShort(count).putShort(count).putInt(length);
    return out.putInt((int) Math.min(start, UINT32)).putShort((short) 0).array();
  }

  private void list(byte[] centralHeader) {
    directory.writeBytes(centralHeader);
    entries++;
  }

  private void emit(byte[] bytes) throws IOException {
    sink.write(bytes, 0, bytes.length);
    written += bytes.length;
  }

  private static String fitting(String name) {
    if (name.getBytes(StandardCharsets.UTF_8).length > UINT16) {
      throw new IllegalArgumentException("The path is longer than an archive can say.");
    }
    return name;
  }
}
