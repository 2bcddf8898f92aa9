package allmende.bench.sfu;

import allmende.bench.Table;
import allmende.protocols.rtp.RtpHeaderWriter;
import allmende.sfu.srtp.MasterKey;
import allmende.sfu.srtp.SrtpProfile;
import allmende.sfu.srtp.SrtpScratch;
import allmende.sfu.srtp.SrtpSender;
import allmende.sfu.udp.Burst;
import allmende.sfu.udp.Endpoint;
import allmende.sfu.udp.UdpPort;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// What this machine takes for a packet at the least: copying, encrypting under the subscriber's
/// own key, and sending, for 64 subscribers in turn, with nothing else around it.
final class Limit {
  private static final int SUBSCRIBERS = 64;
  private static final int SIZE = 1_182;
  private static final long WARM_UP = 3_000_000_000L;
  private static final long MEASURE = 4_000_000_000L;

  private final Table table;
  private final Burst burst = new Burst();
  private final byte[] packet = new byte[UdpPort.MOST];
  private int sequence;

  Limit(Table table) {
    this.table = table;
  }

  void run() throws IOException {
    for (SrtpProfile profile : SrtpProfile.values()) {
      double alone = micros(profile, 1);
      double together = micros(profile, Crowd.PACKETS_A_FRAME);
      table.note(
          "the machine's limit, "
              + (profile == SrtpProfile.AEAD_AES_128_GCM ? "AES-GCM" : "AES-CM")
              + ": one by one; five together",
          Table.number(alone) + " µs; " + Table.number(together) + " µs",
          "",
          Double.NaN);
    }
  }

  private double micros(SrtpProfile profile, int together) throws IOException {
    InetAddress home = InetAddress.getLoopbackAddress();
    List<UdpPort> ports = new ArrayList<>();
    List<Endpoint> targets = new ArrayList<>();
    List<SrtpSender> keys = new ArrayList<>();
    SrtpScratch scratch = new SrtpScratch();
    byte[] exported = new byte[profile.exportedLength()];
    try (UdpPort from = UdpPort.open(new InetSocketAddress(home, 0))) {
      for (int i = 0; i < SUBSCRIBERS; i++) {
        UdpPort port = UdpPort.open(new InetSocketAddress(home, 0));
        ports.add(port);
        targets.add(Endpoint.of(port.local()));
        ThreadLocalRandom.current().nextBytes(exported);
        keys.add(new SrtpSender(profile, MasterKey.ofServer(profile, exported), scratch));
      }
      // Nobody reads: what is full drops, as the tools do whose figures these stand beside.
      send(from, targets, keys, together, WARM_UP);
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      long packets = send(from, targets, keys, together, MEASURE);
      long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
      return spent / 1e3 / packets;
    } finally {
      for (UdpPort port : ports) {
        port.close();
      }
      keys.forEach(SrtpSender::close);
    }
  }

  private long send(
      UdpPort from, List<Endpoint> targets, List<SrtpSender> keys, int together, long nanos) {
    byte[] payload = new byte[SIZE];
    RtpHeaderWriter headers = new RtpHeaderWriter();
    long end = System.nanoTime() + nanos;
    long count = 0;
    while (System.nanoTime() < end) {
      for (int i = 0; i < SUBSCRIBERS; i++) {
        for (int k = 0; k < together; k++) {
          int at = headers.begin().write(packet, 0, false, 96, sequence + k & 0xFFFF, 0, 1);
          System.arraycopy(payload, at, packet, at, SIZE - at);
          int length = keys.get(i).sealRtp(packet, 0, SIZE);
          burst.add(from, targets.get(i), packet, 0, length);
        }
        burst.flush();
        count += together;
      }
      sequence += together;
    }
    return count;
  }
}
