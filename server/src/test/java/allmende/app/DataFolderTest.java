package allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path folder;

  @Test
  void onlyOneHoldsItAtATime() throws Exception {
    try (DataFolder held = DataFolder.hold(folder)) {
      held.requireBelongsTo("oc1");
      var refused = assertThrows(Settings.Misconfigured.class, () -> DataFolder.hold(folder));
      assertEquals(
          "Another Allmende is running on the data folder " + folder + ".", refused.getMessage());
    }
    DataFolder.hold(folder).close();
  }

  @Test
  void contentsOfAnotherDatabaseAreLeftAlone() throws Exception {
    try (DataFolder held = DataFolder.hold(folder)) {
      held.requireBelongsTo("oc1");
      held.requireBelongsTo("oc1");
      var refused = assertThrows(Settings.Misconfigured.class, () -> held.requireBelongsTo("oc2"));
      assertTrue(String.valueOf(refused.getMessage()).contains("belongs to another database"));
      held.requireBelongsTo("oc1");
    }
  }
}
