package allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import allmende.platform.log.LogFormat;
import java.nio.file.Path;
import java.util.Map;
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
}
