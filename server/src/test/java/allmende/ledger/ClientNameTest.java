package allmende.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ClientNameTest {
  @Test
  void programsAreCalledAsPeopleKnowThem() {
    assertEquals(
        "Firefox",
        ClientName.of("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"));
    assertEquals(
        "Edge",
        ClientName.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                + " Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0"));
    assertEquals(
        "Chrome",
        ClientName.of(
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like"
                + " Gecko) Chrome/142.0.0.0 Safari/537.36"));
    assertEquals(
        "Nextcloud Desktop", ClientName.of("Mozilla/5.0 (Linux) mirall/3.7.3 (Nextcloud)"));
    assertEquals("rclone", ClientName.of("rclone/v1.60.1-DEV"));
    assertEquals("Windows Explorer", ClientName.of("Microsoft-WebDAV-MiniRedir/10.0.19045"));
  }

  @Test
  void othersByTheirFirstWordAndNoMore() {
    assertEquals("Backup", ClientName.of("Backup/2.1 (host42.example)"));
    assertEquals("", ClientName.of("  "));
    assertEquals(40, ClientName.of("x".repeat(500)).length());
  }
}
