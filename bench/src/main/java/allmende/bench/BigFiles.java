package allmende.bench;

import allmende.packaged.Answer;
import allmende.packaged.Request;
import allmende.packaged.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// One large file up and down: the rate, and what the server's memory does meanwhile.
final class BigFiles {
  private static final int BLOCK = 1 << 20;

  private final Plan plan;
  private final Table table;
  private final Peer ours;
  private final Peer theirs;
  private final long oursBefore;
  private final long theirsBefore;
  private final byte[] block = new byte[BLOCK];
  private long stamp;

  BigFiles(Plan plan, Table table, List<Peer> peers) {
    this.plan = plan;
    this.table = table;
    this.ours = peers.getFirst();
    this.theirs = peers.getLast();
    this.oursBefore = ours.processes().rss();
    this.theirsBefore = theirs.processes().rss();
    new Random(2).nextBytes(block);
  }

  /// One transfer.
  ///
  /// @param growth of the resident set at its largest
  private record Transfer(double rate, double cpuSeconds, long growth) {}

  void run() throws IOException, InterruptedException {
    up(ours, false);
    down(ours);
    List<Transfer> plain = new ArrayList<>();
    List<Transfer> checked = new ArrayList<>();
    List<Transfer> peersUp = new ArrayList<>();
    List<Transfer> down = new ArrayList<>();
    List<Transfer> peersDown = new ArrayList<>();
    for (int round = 0; round < plan.rounds(); round++) {
      peersUp.add(up(theirs, false));
      plain.add(up(ours, false));
      checked.add(up(ours, true));
      peersDown.add(down(theirs));
      down.add(down(ours));
    }
    String size = plan.bigMebibytes() + " MiB ";
    report(size + "up, hashed and fsynced", plain, peersUp, 1);
    report(size + "up, a SHA-1 verified too", checked, peersUp, 1);
    report(size + "down", down, peersDown, 0.7);
  }

  private void report(String what, List<Transfer> mine, List<Transfer> peers, double target) {
    Transfer own = median(mine);
    Transfer other = median(peers);
    table.row(what, own.rate(), other.rate(), "MB/s", target, true);
    table.note(
        "— CPU; growth of the resident set",
        "%s s; %s MiB".formatted(Table.number(own.cpuSeconds()), own.growth() >> 20),
        "%s s; %s MiB".formatted(Table.number(other.cpuSeconds()), other.growth() >> 20),
        own.cpuSeconds() / other.cpuSeconds());
  }

  private Transfer up(Peer peer, boolean checksum) throws IOException, InterruptedException {
    stamp += plan.bigMebibytes();
    long first = stamp;
    Request request =
        Request.of("PUT", peer.at("big.bin"))
            .body(new Request.Content((long) plan.bigMebibytes() << 20, out -> write(out, first)));
    return transfer(peer, checksum ? request.header("OC-Checksum: SHA1:" + sha1(first)) : request);
  }

  private Transfer down(Peer peer) throws IOException, InterruptedException {
    return transfer(peer, Request.of("GET", peer.at("big.bin")));
  }

  private Transfer transfer(Peer peer, Request request) throws IOException, InterruptedException {
    // What earlier rounds left to be written must not be this one's burden.
    new ProcessBuilder("sync").start().waitFor();
    long bytes = (long) plan.bigMebibytes() << 20;
    long cpu = peer.processes().cpu().toMillis();
    try (Wire wire = new Wire(peer.endpoint());
        MemoryWatch watch = new MemoryWatch(peer.processes(), before(peer))) {
      long began = System.nanoTime();
      Answer answer = wire.ask(request, OutputStream.nullOutputStream());
      double seconds = (System.nanoTime() - began) / 1e9;
      if (!answer.ok()) {
        throw new IllegalStateException(request.method() + " was answered by " + answer);
      }
      return new Transfer(
          bytes / 1e6 / seconds, (peer.processes().cpu().toMillis() - cpu) / 1e3, watch.growth());
    }
  }

  /// Before the first large transfer, the warm-up's included.
  private long before(Peer peer) {
    return peer.equals(ours) ? oursBefore : theirsBefore;
  }

  private void write(OutputStream out, long first) throws IOException {
    byte[] piece = block.clone();
    for (int i = 0; i < plan.bigMebibytes(); i++) {
      ByteBuffer.wrap(piece).putLong(first + i);
      out.write(piece);
    }
  }

  private String sha1(long first) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      write(new DigestOutputStream(OutputStream.nullOutputStream(), digest), first);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-1", e);
    }
  }

  private static Transfer median(List<Transfer> transfers) {
    return transfers.stream()
        .sorted(java.util.Comparator.comparingDouble(Transfer::rate))
        .toList()
        .get(transfers.size() / 2);
  }
}
