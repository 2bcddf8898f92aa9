package allmende.platform.office;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// LibreOffice's settings for documents of strangers: no macros, nothing followed, nothing fetched.
///
/// Source: LibreOffice's registry (`officecfg/registry/schema`).
final class OfficeProfile {
  private static final String COMMON = "/org.openoffice.Office.Common/Security/Scripting";

  private static final String[][] SETTINGS = {
    {COMMON, "DisableMacrosExecution", "true"},
    {COMMON, "MacroSecurityLevel", "3"},
    {COMMON, "DisableActiveContent", "true"},
    {COMMON, "BlockUntrustedRefererLinks", "true"},
    // "Never" is 0 in one and 1 in the other.
    {"/org.openoffice.Office.Writer/Content/Update", "Link", "0"},
    {"/org.openoffice.Office.Calc/Content/Update", "Link", "1"},
    // Where the network cannot be taken away, what asks for it meets a proxy that is not there.
    {"/org.openoffice.Inet/Settings", "ooInetProxyType", "1"},
    {"/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"},
    {"/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"},
    {"/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"},
    {"/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"},
  };

  private OfficeProfile() {}

  static void write(Path folder) throws IOException {
    StringBuilder items =
        new StringBuilder(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <oor:items xmlns:oor="http://openoffice.org/2001/registry">
            """);
    for (String[] setting : SETTINGS) {
      items.append(
          """
          <item oor:path="%s"><prop oor:name="%s" oor:op="fuse"><value>%s</value></prop></item>
          """
              .formatted((Object[]) setting));
    }
    Path user = Files.createDirectories(folder.resolve("user"));
    Files.writeString(
        user.resolve("registrymodifications.xcu"), items.append("</oor:items>\n").toString());
  }
}
