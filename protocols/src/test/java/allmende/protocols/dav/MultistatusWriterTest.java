package allmende.protocols.dav;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.http.HttpDate;
import allmende.protocols.xml.QName;
import allmende.protocols.xml.XmlElement;
import allmende.protocols.xml.XmlLimits;
import allmende.protocols.xml.XmlReader;
import allmende.protocols.xml.XmlText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultistatusWriterTest {
  private static final Prop ETAG = Prop.of(QName.dav("getetag"));
  private static final Prop TYPE = Prop.of(QName.dav("resourcetype"));
  private static final Prop LENGTH = Prop.of(QName.dav("getcontentlength"));
  private static final Prop MODIFIED = Prop.of(QName.dav("getlastmodified"));
  private static final Prop ID = Prop.of(QName.oc("id"));
  private static final Prop LOCK = Prop.of(QName.nc("lock"));

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final MultistatusWriter writer = new MultistatusWriter(sent::write);

  @Test
  void aListingByteForByte() throws Exception {
    writer.begin();
    writer.startResponse();
    writer.hrefBase("/remote.php/dav/files/anna/".getBytes(UTF_8));
    writer.hrefSegment("a & b");
    writer.hrefSlash();
    writer.startPropstatOk();
    writer.property(ETAG, "\"5f<>&\"");
    writer.rawXml(TYPE, "<d:collection/>".getBytes(UTF_8));
    writer.property(LENGTH, 1234L);
    writer.httpDate(MODIFIED, 784_111_777);
    writer.fileId(ID, 42, "ocx1".getBytes(UTF_8));
    writer.property(Prop.of(QName.oc("permissions")), "RGDNVCK".getBytes(UTF_8));
    writer.empty(Prop.of(QName.oc("share-types")));
    writer.endPropstat();
    writer.notFound(new Prop[] {LOCK, Prop.of(new QName("urn:\"x\"&", "y"))}, 2);
    writer.endResponse();
    writer.startResponse();
    writer.hrefBase("/gone".getBytes(UTF_8));
    writer.responseStatus(423);
    writer.endResponse();
    writer.end();
    assertEquals(
        "<?xml version=\"1.0\"?>\n"
            + "<d:multistatus xmlns:d=\"DAV:\" xmlns:oc=\"http://owncloud.org/ns\""
            + " xmlns:nc=\"http://nextcloud.org/ns\""
            + " xmlns:ocs=\"http://open-collaboration-services.org/ns\""
            + " xmlns:ocm=\"http://open-cloud-mesh.org/ns\">"
            + "<d:response><d:href>/remote.php/dav/files/anna/a%20%26%20b/</d:href><d:propstat><d:prop>"
            + "<d:getetag>\"5f&lt;&gt;&amp;\"</d:getetag><d:resourcetype><d:collection/></d:resourcetype><d:getcontentlength>1234</d:getcontentlength><d:getlastmodified>Sun,"
            + " 06 Nov 1994 08:49:37 GMT</d:getlastmodified><oc:id>00000042ocx1</oc:id>"
            + "<oc:permissions>RGDNVCK</oc:permissions><oc:share-types/></d:prop><d:status>HTTP/1.1"
            + " 200 OK</d:status></d:propstat><d:propstat><d:prop><nc:lock/><x:y"
            + " xmlns:x=\"urn:&quot;x&quot;&amp;\"/></d:prop><d:status>HTTP/1.1 404 Not"
            + " Found</d:status></d:propstat></d:response><d:response><d:href>/gone</d:href><d:status>HTTP/1.1"
            + " 423 Locked</d:status></d:response></d:multistatus>\n",
        sent.toString(UTF_8));
  }

  @Test
  void numbersOfEveryLength() throws Exception {
    long[] numbers = {
      0, 9, 10, 99, 100, -1, -10, 99_999_999, 100_000_000, Long.MAX_VALUE, Long.MIN_VALUE
    };
    open();
    for (long number : numbers) {
      writer.property(LENGTH, number);
    }
    writer.fileId(ID, 123_456_789_012L, new byte[0]);
    List<XmlElement> values = close();
    for (int i = 0; i < numbers.length; i++) {
      assertEquals(Long.toString(numbers[i]), values.get(i).text());
    }
    assertEquals("123456789012", values.getLast().text());
  }

  @Test
  void anyTextComesBackThroughAnyBufferBoundary() throws Exception {
    var random = new Random(3);
    for (int round = 0; round < 300; round++) {
      String text = text(random);
      var out = new ByteArrayOutputStream();
      var small = new MultistatusWriter(out::write, new byte[4_608]);
      small.begin();
      small.startResponse();
      small.hrefSegment("x" + text);
      small.startPropstatOk();
      small.property(ETAG, text);
      small.property(Prop.of(new QName("urn:x", "dead")), text);
      small.endPropstat();
      small.endResponse();
      small.end();
      XmlElement response =
          XmlReader.parse(new ByteArrayInputStream(out.toByteArray()), XmlLimits.DEFAULT)
              .children()
              .getFirst();
      assertEquals(DavPath.encode("x" + text), response.children().getFirst().text());
      for (XmlElement property : response.children().get(1).children().getFirst().children()) {
        assertEquals(text, property.text());
      }
    }
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(random.nextBoolean() ? 30 : 3_000); i > 0; i--) {
      String plain = "ab<&>\r\n\t\"'\u00e9\u20ac";
      int any = random.nextInt(0x110000);
      boolean odd = random.nextInt(4) == 0 && XmlText.isAllowed(any);
      text.appendCodePoint(odd ? any : plain.charAt(random.nextInt(plain.length())));
    }
    return text.toString();
  }

  @Test
  void whatXmlCannotCarryBecomesTheReplacementCharacter() throws Exception {
    open();
    writer.property(ETAG, "a\0b\u0008c\ud800d\udc00e\uffffg");
    assertEquals("a\ufffdb\ufffdc\ufffdd\ufffde\ufffdg", close().getFirst().text());
  }

  @Test
  void bigPiecesPassThroughASmallBuffer() throws Exception {
    var out = new ByteArrayOutputStream();
    var small = new MultistatusWriter(out::write, new byte[4_608]);
    byte[] big = "y".repeat(100_000).getBytes(UTF_8);
    small.begin();
    small.startResponse();
    small.hrefBase(big);
    small.startPropstatOk();
    small.rawXml(ETAG, big);
    small.endPropstat();
    small.endResponse();
    small.end();
    String document = out.toString(UTF_8);
    assertEquals(200_000, document.chars().filter(c -> c == 'y').count());
    assertTrue(document.endsWith("</d:multistatus>\n"));
  }

  @Test
  void nothingIsWrittenForNoMissingProperties() throws Exception {
    writer.begin();
    writer.startResponse();
    writer.notFound(new Prop[4], 0);
    writer.endResponse();
    writer.end();
    assertFalse(sent.toString(UTF_8).contains("404"));
  }

  @Test
  void callsOutOfOrderAreRefused() throws Exception {
    assertThrows(IllegalStateException.class, writer::startResponse);
    writer.begin();
    assertThrows(IllegalStateException.class, writer::begin);
    assertThrows(IllegalStateException.class, () -> writer.property(ETAG, 1));
    writer.startResponse();
    assertThrows(IllegalStateException.class, writer::end);
    assertThrows(IllegalStateException.class, writer::startResponse);
    writer.startPropstatOk();
    assertThrows(IllegalStateException.class, () -> writer.hrefSegment("x"));
    assertThrows(IllegalStateException.class, writer::endResponse);
    assertThrows(
        IllegalArgumentException.class, () -> new MultistatusWriter(sent::write, new byte[100]));
  }

  @Test
  void aPropertyNameCannotSmuggleMarkup() {
    for (String bad : List.of("", "a b", "a/", "a>", "<a", "a:b", "a\"", "a&amp;", "!--", "?a")) {
      assertThrows(IllegalArgumentException.class, () -> Prop.of(QName.dav(bad)), bad);
    }
  }

  @Test
  void theSinksFailureIsPassedOn() {
    var failing =
        new MultistatusWriter((_, _, _) -> {
          throw new IOException("closed");
        });
    assertThrows(
        IOException.class,
        () -> {
          failing.begin();
          failing.end();
        });
  }

  @Test
  void datesAgreeWithTheFormatter() throws Exception {
    open();
    writer.httpDate(MODIFIED, 1_700_000_000);
    assertEquals(HttpDate.format(1_700_000_000), close().getFirst().text());
  }

  private void open() throws IOException {
    writer.begin();
    writer.startResponse();
    writer.startPropstatOk();
  }

  private List<XmlElement> close() throws Exception {
    writer.endPropstat();
    writer.endResponse();
    writer.end();
    XmlElement root =
        XmlReader.parse(new ByteArrayInputStream(sent.toByteArray()), XmlLimits.DEFAULT);
    return root.children().getFirst().children().get(1).children().getFirst().children();
  }
}
