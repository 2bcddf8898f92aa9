package allmende.protocols.nextcloud;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer of the Open Collaboration Services API as Nextcloud writes it: `ocs` with `meta` and
/// `data`.
///
/// @param status the OCS status: an HTTP code such as 200 or 404, or one of the constants. Version
///   1 shows 200 as 100
/// @param message shown for failures; a success always says OK
/// @param data a tree of Map (names to values), List, String, Number, Boolean and null
public record OcsEnvelope(Version version, int status, String message, @Nullable Object data) {
  public static final int SERVER_ERROR = 996;
  public static final int UNAUTHORISED = 997;
  public static final int NOT_FOUND = 998;
  public static final int UNKNOWN_ERROR = 999;

  /// The two entrances, `/ocs/v1.php` and `/ocs/v2.php`.
  public enum Version {
    V1,
    V2
  }

  public static OcsEnvelope ok(Version version, @Nullable Object data) {
    return new OcsEnvelope(version, 200, "OK", data);
  }

  public static OcsEnvelope failure(Version version, int status, String message) {
    return new OcsEnvelope(version, status, message, List.of());
  }

  /// The status of the HTTP answer: version 1 knows 200 and 401 alone.
  public int httpStatus() {
    return switch (version) {
      case V1 -> status == UNAUTHORISED ? 401 : 200;
      case V2 ->
          switch (status) {
            case UNAUTHORISED -> 401;
            case NOT_FOUND -> 404;
            case SERVER_ERROR, UNKNOWN_ERROR -> 500;
            default -> status < 200 || status > 600 ? 400 : status;
          };
    };
  }

  /// The body for `application/json; charset=utf-8`.
  public byte[] json() {
    var out = new StringBuilder("{\"ocs\":{\"meta\":");
    PhpJson.append(out, meta());
    out.append(",\"data\":");
    PhpJson.append(out, data);
    return out.append("}}").toString().getBytes(StandardCharsets.US_ASCII);
  }

  /// The body for `application/xml; charset=utf-8`, indented by one space a level.
  public byte[] xml() {
    var out = new StringBuilder("<?xml version=\"1.0\"?>\n<ocs>\n");
    OcsXml.append(out, "meta", meta(), 1);
    OcsXml.append(out, "data", data, 1);
    return out.append("</ocs>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, Object> meta() {
    boolean v1 = version == Version.V1;
    int code = v1 && status == 200 ? 100 : status;
    boolean ok = v1 ? code == 100 : status >= 200 && status < 300;
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("status", ok ? "ok" : "failure");
    meta.put("statuscode", code);
    meta.put("message", ok ? "OK" : message);
    if (v1) {
      // Always there and, without paging, always empty.
      meta.put("totalitems", "");
      meta.put("itemsperpage", "");
    }
    return meta;
  }
}
