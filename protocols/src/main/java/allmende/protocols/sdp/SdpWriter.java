package allmende.protocols.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes one description. A value with a line break in it is refused: it would be a line of its
/// own to who reads it.
final class SdpWriter {
  private final StringBuilder out = new StringBuilder();

  private SdpWriter() {}

  static String write(SessionDescription description) {
    var writer = new SdpWriter();
    writer.session(description);
    description.media().forEach(writer::section);
    return writer.out.toString();
  }

  private void session(SessionDescription it) {
    Origin origin = it.origin();
    line("v=0");
    line(
        "o=%s %s %s %s %s %s"
            .formatted(
                origin.username(),
                origin.sessionId(),
                Long.toUnsignedString(origin.version()),
                origin.networkType(),
                origin.addressType(),
                origin.address()));
    line("s=" + it.name());
    common(it.connection(), it.bandwidths());
    line("t=0 0");
    attributes(it.attributes());
  }

  private void section(MediaSection it) {
    line(
        "m=%s %d %s %s"
            .formatted(it.kind(), it.port(), it.protocol(), String.join(" ", it.formats())));
    common(it.connection(), it.bandwidths());
    attributes(it.attributes());
  }

  private void common(@Nullable Connection connection, List<Bandwidth> bandwidths) {
    if (connection != null) {
      line(
          "c=%s %s %s"
              .formatted(connection.networkType(), connection.addressType(), connection.address()));
    }
    for (Bandwidth each : bandwidths) {
      line("b=" + each.type() + ":" + Long.toUnsignedString(each.value()));
    }
  }

  private void attributes(List<SdpAttribute> attributes) {
    for (SdpAttribute each : attributes) {
      line("a=" + AttributeWriter.write(each));
    }
  }

  private void line(String line) {
    if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a line break in " + line.substring(0, 2));
    }
    out.append(line).append("\r\n");
  }
}
