package allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import allmende.platform.log.LogFormat;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir private Path folder;

  @Test
  void theLogIsForPeopleUnlessItIsWantedForMachines() {
    assertEquals(LogFormat.TEXT, Settings.load(folder, Map.of()).log());
    Settings json = Settings.load(folder, Map.of("ALLMENDE_LOG_FORMAT", "json"));
    assertEquals(LogFormat.JSON, json.log());
    assertEquals(LogFormat.JSON, json.listening("127.0.0.1:0").log());
    var refused =
        assertThrows(
            Settings.Misconfigured.class,
            () -> Settings.load(folder, Map.of("ALLMENDE_LOG_FORMAT", "xml")));
    assertEquals(
        "A setting does not fit: log.format has to be text or json.", refused.getMessage());
  }

  @Test
  void noAuthorityIsAskedUnlessItIsNamedAndItsTermsAreAgreedTo() {
    assertEquals(Optional.empty(), Settings.load(folder, Map.of()).acme());
    String directory = "https://ca.example.org/directory";
    Map<String, String> all =
        Map.of(
            "ALLMENDE_ACME_DIRECTORY", directory,
            "ALLMENDE_ACME_NAMES", "Work.example.org, files.example.org",
            "ALLMENDE_ACME_TERMS_AGREED", "true");
    Settings settings = Settings.load(folder, all).listening("https://127.0.0.1:0");
    assertEquals(
        List.of("work.example.org", "files.example.org"), settings.acme().orElseThrow().names());
    assertEquals(
        Optional.of(folder.resolve("acme").resolve("certificate.pem")), settings.http().key());
    assertRefused(all, "ALLMENDE_ACME_TERMS_AGREED", "false");
    assertRefused(all, "ALLMENDE_ACME_NAMES", "*.example.org");
    assertRefused(all, "ALLMENDE_ACME_NAMES", "");
    assertRefused(all, "ALLMENDE_ACME_DIRECTORY", "http://ca.example.org/directory");
    assertRefused(all, "ALLMENDE_ACME_CONTACT", "it@example.org");
    assertRefused(all, "ALLMENDE_HTTP_LOCAL_AUTHORITY", "true");
  }

  private void assertRefused(Map<String, String> environment, String variable, String value) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.put(variable, value);
    assertThrows(
        Settings.Misconfigured.class, () -> Settings.load(folder, changed), variable + value);
  }
}
