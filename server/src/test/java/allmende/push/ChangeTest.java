package allmende.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import allmende.spaces.SpaceId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTest {
  @Test
  void itIsReadAsItWasTold() {
    Change named = new Change(new SpaceId(3), List.of(4L, 5L));
    assertEquals("3:4,5", named.text());
    assertEquals(Optional.of(named), Change.of(named.text()));
    Change unnamed = new Change(new SpaceId(3), List.of());
    assertEquals(Optional.of(unnamed), Change.of(unnamed.text()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "x:1", "3:x", ":", "3:1;drop", "99999999999999999999:1"})
  void whatIsNoneIsNone(String text) {
    assertEquals(Optional.empty(), Change.of(text));
  }
}
