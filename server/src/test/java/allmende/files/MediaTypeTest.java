package allmende.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MediaTypeTest {
  @Test
  void theEndingTellsInAnyCase() {
    assertEquals(Optional.of("image/jpeg"), MediaType.of("Urlaub.JPG"));
    assertEquals(Optional.of("text/markdown"), MediaType.of("a.b.md"));
    assertEquals(Optional.of("image/png"), MediaType.of("50%#1.png"));
  }

  @Test
  void aNameWithoutAnEndingTellsNothing() {
    assertEquals(Optional.empty(), MediaType.of("png"));
    assertEquals(Optional.empty(), MediaType.of("a."));
    assertEquals(Optional.empty(), MediaType.of("a.unheard-of"));
    assertEquals("application/octet-stream", MediaType.orBytes("Makefile"));
  }
}
