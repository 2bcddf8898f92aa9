package allmende.ledger;

import java.util.List;
import java.util.Map;

/// What people call the program that a `User-Agent` (RFC 9110 §10.1.5) names. The whole text would
/// tell colleagues more of somebody's machine than they need to know.
public final class ClientName {
  private static final int LONGEST = 40;

  /// Looked for one after the other: most browsers claim to be others, too.
  private static final List<Map.Entry<String, String>> KNOWN =
      List.of(
          Map.entry("Nextcloud-android", "Nextcloud Android"),
          Map.entry("Nextcloud-iOS", "Nextcloud iOS"),
          Map.entry("mirall/", "Nextcloud Desktop"),
          Map.entry("nextcloudcmd/", "nextcloudcmd"),
          Map.entry("Microsoft-WebDAV-MiniRedir", "Windows Explorer"),
          Map.entry("Microsoft Office", "Microsoft Office"),
          Map.entry("LibreOffice", "LibreOffice"),
          Map.entry("WebDAVFS/", "macOS Finder"),
          Map.entry("gvfs/", "GNOME"),
          Map.entry("rclone/", "rclone"),
          Map.entry("davfs2/", "davfs2"),
          Map.entry("Edg/", "Edge"),
          Map.entry("OPR/", "Opera"),
          Map.entry("Firefox/", "Firefox"),
          Map.entry("Chrome/", "Chrome"),
          Map.entry("Safari/", "Safari"));

  private ClientName() {}

  /// The name, without versions and machines; empty when the client did not say what it is.
  public static String of(String userAgent) {
    for (Map.Entry<String, String> each : KNOWN) {
      if (userAgent.contains(each.getKey())) {
        return each.getValue();
      }
    }
    String product = userAgent.strip().split("[/ (;]", 2)[0];
    return product.length() > LONGEST ? product.substring(0, LONGEST) : product;
  }
}
