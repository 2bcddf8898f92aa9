package allmende.protocols;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Numbers in network order, where they lie. Out of bounds is an [IndexOutOfBoundsException]: a
/// parser checks its lengths first.
public final class BigEndian {
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private BigEndian() {}

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.BIG_ENDIAN);
  }

  public static int uint8(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }

  public static int uint16(byte[] bytes, int at) {
    return (short) SHORT.get(bytes, at) & 0xFFFF;
  }

  public static int uint24(byte[] bytes, int at) {
    return uint8(bytes, at) << 16 | uint16(bytes, at + 1);
  }

  /// 24 bits with a sign.
  public static int int24(byte[] bytes, int at) {
    return bytes[at] << 16 | uint16(bytes, at + 1);
  }

  public static int int32(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  public static long uint32(byte[] bytes, int at) {
    return int32(bytes, at) & 0xFFFF_FFFFL;
  }

  public static long int64(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  public static void put16(byte[] out, int at, int value) {
    SHORT.set(out, at, (short) value);
  }

  public static void put24(byte[] out, int at, int value) {
    out[at] = (byte) (value >> 16);
    put16(out, at + 1, value);
  }

  public static void put32(byte[] out, int at, int value) {
    INT.set(out, at, value);
  }

  public static void put64(byte[] out, int at, long value) {
    LONG.set(out, at, value);
  }
}
