package allmende.protocols.dav;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.xml.QName;
import allmende.protocols.xml.XmlElement;
import allmende.protocols.xml.XmlLimits;
import allmende.protocols.xml.XmlReader;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerBodiesTest {
  @Test
  void errorAsSabreWritesIt() {
    assertEquals(
        """
        <?xml version="1.0" encoding="utf-8"?>
        <d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns">
          <s:exception>Sabre\\DAV\\Exception\\NotFound</s:exception>
          <s:message>File with name a&amp;b could not be located</s:message>
        </d:error>
        """,
        new String(
            new DavError(DavError.NOT_FOUND, "File with name a&b could not be located").toBytes(),
            UTF_8));
  }

  @Test
  void errorNamesThePreconditionAndTheResources() throws Exception {
    XmlElement error =
        parse(
            new DavError(
                    DavError.LOCKED, "Locked", DavError.LOCK_TOKEN_SUBMITTED, List.of("/a", "/b"))
                .toBytes());
    assertEquals(
        List.of("/a", "/b"),
        error.child(DavError.LOCK_TOKEN_SUBMITTED).orElseThrow().children().stream()
            .map(XmlElement::text)
            .toList());
    QName foreign = new QName("urn:x", "y");
    assertTrue(
        parse(new DavError("E", "m", foreign, List.of()).toBytes()).child(foreign).isPresent());
  }

  @Test
  void lockResponseOfRfc4918Section9() throws Exception {
    var lock =
        new ActiveLock(
            "urn:uuid:e71d4fae",
            LockRequest.Scope.EXCLUSIVE,
            Depth.INFINITY,
            "<D:href xmlns:D=\"DAV:\">http://e/~ejw</D:href>",
            604_800,
            "/w/p.html");
    assertEquals(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
            + "<d:prop xmlns:d=\"DAV:\"><d:lockdiscovery><d:activelock>"
            + "<d:locktype><d:write/></d:locktype><d:lockscope><d:exclusive/></d:lockscope><d:depth>infinity</d:depth><d:owner><D:href"
            + " xmlns:D=\"DAV:\">http://e/~ejw</D:href></d:owner><d:timeout>Second-604800</d:timeout><d:locktoken><d:href>urn:uuid:e71d4fae</d:href></d:locktoken><d:lockroot><d:href>/w/p.html</d:href></d:lockroot></d:activelock></d:lockdiscovery></d:prop>\n",
        new String(lock.lockResponse(), UTF_8));
    parse(lock.lockResponse());
  }

  @Test
  void lockWithoutOwnerOrEnd() {
    var lock =
        new ActiveLock("t", LockRequest.Scope.SHARED, Depth.ZERO, "", LockTimeout.INFINITE, "/a");
    String xml = new String(ActiveLock.lockDiscovery(List.of(lock)), UTF_8);
    assertTrue(
        xml.contains("<d:timeout>Infinite</d:timeout>") && xml.contains("<d:depth>0</d:depth>"));
    assertFalse(xml.contains("owner"));
    assertEquals(0, ActiveLock.lockDiscovery(List.of()).length);
    assertTrue(
        new String(ActiveLock.supportedLock(), UTF_8)
            .startsWith("<d:lockentry><d:lockscope><d:exclusive/>"));
  }

  private static XmlElement parse(byte[] document) throws Exception {
    return XmlReader.parse(new ByteArrayInputStream(document), XmlLimits.DEFAULT);
  }
}
