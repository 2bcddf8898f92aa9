package allmende.sfu.udp;

import allmende.protocols.BigEndian;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// Where datagrams come from and go to, in Java's form and in the system's: an IPv6 address in two
/// words, with IPv4 mapped into it (RFC 4291 §2.5.5.2).
public final class Endpoint {
  /// What IPv4 is mapped into.
  static final long MAPPED = 0xFFFF_0000_0000L;

  private final InetSocketAddress address;
  private final int hash;
  final long high;
  final long low;
  final int scope;

  private Endpoint(InetSocketAddress address, long high, long low, int scope) {
    this.address = address;
    this.high = high;
    this.low = low;
    this.scope = scope;
    this.hash = hash(high, low, address.getPort());
  }

  /// @param address not one that is yet to be resolved
  public static Endpoint of(InetSocketAddress address) {
    byte[] bytes = address.getAddress().getAddress();
    if (bytes.length == 4) {
      return new Endpoint(address, 0, MAPPED | BigEndian.int32(bytes, 0) & 0xFFFF_FFFFL, 0);
    }
    int scope = address.getAddress() instanceof Inet6Address six ? six.getScopeId() : 0;
    return new Endpoint(address, BigEndian.int64(bytes, 0), BigEndian.int64(bytes, 8), scope);
  }

  static Endpoint of(long high, long low, int scope, int port) {
    try {
      InetAddress address;
      if (high == 0 && low >>> 32 == MAPPED >>> 32) {
        byte[] four = new byte[4];
        BigEndian.put32(four, 0, (int) low);
        address = InetAddress.getByAddress(four);
      } else {
        byte[] six = new byte[16];
        BigEndian.put64(six, 0, high);
        BigEndian.put64(six, 8, low);
        address = Inet6Address.getByAddress(null, six, scope == 0 ? -1 : scope);
      }
      return new Endpoint(new InetSocketAddress(address, port), high, low, scope);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static int hash(long high, long low, int port) {
    return Long.hashCode((high * 31 + low) * 0x9E37_79B9_7F4A_7C15L) ^ port * 0x9E37_79B1;
  }

  public InetSocketAddress address() {
    return address;
  }

  boolean is(long otherHigh, long otherLow, int otherScope, int otherPort) {
    return low == otherLow
        && high == otherHigh
        && scope == otherScope
        && address.getPort() == otherPort;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return this == o
        || o instanceof Endpoint other && other.is(high, low, scope, address.getPort());
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
