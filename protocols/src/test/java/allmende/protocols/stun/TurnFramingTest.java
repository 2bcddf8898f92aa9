package allmende.protocols.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Fuzz;
import allmende.protocols.Hex;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnFramingTest {
  private static final byte[] CHANNEL_DATA =
      Hex.bytes("4001 0005 68656c6c6f 000000 # hello, padded");

  @Test
  void channelData() {
    assertTrue(ChannelData.isChannelData(CHANNEL_DATA, 0, CHANNEL_DATA.length));
    assertTrue(ChannelData.isChannelData(CHANNEL_DATA, 0, 9));
    assertFalse(ChannelData.isChannelData(CHANNEL_DATA, 0, 8));
    assertFalse(ChannelData.isChannelData(CHANNEL_DATA, 0, 3));
    assertFalse(ChannelData.isChannelData(StunVectorsTest.REQUEST, 0, 108));
    assertEquals(0x4001, ChannelData.channel(CHANNEL_DATA, 0));
    assertEquals(5, ChannelData.dataLength(CHANNEL_DATA, 0));
    byte[] header = new byte[4];
    ChannelData.writeHeader(header, 0, 0x4001, 5);
    assertEquals("40010005", Hex.of(header));
  }

  @Test
  void messagesOnAStream() throws Exception {
    assertEquals(12, TurnStream.messageLength(CHANNEL_DATA, 0, 4));
    assertEquals(TurnStream.UNKNOWN, TurnStream.messageLength(CHANNEL_DATA, 0, 3));
    assertEquals(108, TurnStream.messageLength(StunVectorsTest.REQUEST, 0, 20));
    assertEquals(TurnStream.UNKNOWN, TurnStream.messageLength(StunVectorsTest.REQUEST, 0, 7));
    assertThrows(
        MalformedStun.class, () -> TurnStream.messageLength(Hex.bytes("1603010000000000"), 0, 8));
    assertThrows(
        MalformedStun.class, () -> TurnStream.messageLength(Hex.bytes("000100012112a442"), 0, 8));
  }

  @Test
  void survivesDamage() {
    Fuzz.packets(
        List.of(CHANNEL_DATA, StunVectorsTest.REQUEST),
        List.of(MalformedStun.class),
        bytes -> {
          ChannelData.isChannelData(bytes, 0, bytes.length);
          TurnStream.messageLength(bytes, 0, bytes.length);
        });
  }
}
