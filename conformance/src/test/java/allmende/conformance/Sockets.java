package allmende.conformance;

import allmende.packaged.ProcessTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The network sockets of some processes, as `/proc/net` tells them (`proc(5)`).
///
/// @param listening where they accept connections
/// @param elsewhere their connections to other machines, and all of UDP
record Sockets(List<String> listening, List<String> elsewhere) {
  private static final String LISTEN = "0A";

  static Sockets of(ProcessTree processes) throws IOException {
    Set<String> inodes = new HashSet<>();
    for (long pid : processes.pids()) {
      inodes.addAll(inodes(pid));
    }
    List<String> listening = new ArrayList<>();
    List<String> elsewhere = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
        String[] fields = line.trim().split("\\s+");
        if (!inodes.contains(fields[9])) {
          continue;
        }
        String remote = address(fields[2]);
        if (table.startsWith("udp")) {
          elsewhere.add(table + " " + address(fields[1]) + " to " + remote);
        } else if (fields[3].equals(LISTEN)) {
          listening.add(address(fields[1]));
        } else if (!remote.startsWith("127.") && !remote.startsWith("0:0:0:0:0:0:0:1:")) {
          elsewhere.add(table + " " + remote);
        }
      }
    }
    return new Sockets(listening, elsewhere);
  }

  private static Set<String> inodes(long pid) {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      open.map(Sockets::target)
          .filter(target -> target.startsWith("socket:["))
          .forEach(target -> inodes.add(target.substring(8, target.length() - 1)));
    } catch (IOException | UncheckedIOException e) {
      // The process has ended.
    }
    return inodes;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }

  /// Words of 32 bits in the machine's byte order, then the port.
  private static String address(String hex) throws IOException {
    int colon = hex.indexOf(':');
    byte[] bytes = HexFormat.of().parseHex(hex.substring(0, colon));
    for (int word = 0; word < bytes.length; word += 4) {
      byte first = bytes[word];
      byte second = bytes[word + 1];
      bytes[word] = bytes[word + 3];
      bytes[word + 1] = bytes[word + 2];
      bytes[word + 2] = second;
      bytes[word + 3] = first;
    }
    return InetAddress.getByAddress(bytes).getHostAddress()
        + ":"
        + Integer.parseInt(hex.substring(colon + 1), 16);
  }
}
