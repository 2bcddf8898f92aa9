package allmende.protocols;

import java.io.IOException;

/// Where an encoder puts its bytes; an `OutputStream`'s `write` fits.
@FunctionalInterface
public interface ByteSink {
  /// Takes `len` bytes; the caller may reuse the array as soon as this returns.
  void write(byte[] b, int off, int len) throws IOException;
}
