package allmende.protocols.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class XmlReaderTest {
  @Test
  void readsNamesAttributesAndText() throws Exception {
    XmlElement root =
        parse("<?xml version='1.0'?><D:a xmlns:D='DAV:' b='1' D:c='2'>x<d/>y<![CDATA[<z>]]></D:a>");
    assertEquals(QName.dav("a"), root.name());
    assertEquals(Map.of(new QName("", "b"), "1", QName.dav("c"), "2"), root.attributes());
    assertEquals("xy<z>", root.text());
    assertEquals(
        List.of(new QName("", "d")), root.children().stream().map(XmlElement::name).toList());
  }

  @Test
  void languageIsInheritedAndMayBeEndedAgain() throws Exception {
    XmlElement root = parse("<a xml:lang='de'><b/><c xml:lang='en'><d/></c></a>");
    assertEquals("de", root.children().get(0).lang());
    assertEquals("en", root.children().get(1).children().getFirst().lang());
    assertNull(parse("<a/>").lang());
  }

  @Test
  void knowsTheFiveEntitiesAndCharacterReferences() throws Exception {
    assertEquals(
        "<>&\"' \u00e9 \ud83d\ude00",
        parse("<a>&lt;&gt;&amp;&quot;&apos; &#233; &#x1F600;</a>").text());
  }

  @Test
  void innerXmlStandsOnItsOwn() throws Exception {
    XmlElement root =
        parse(
            "<p:a xmlns:p='urn:p' xmlns:q='urn:q' xmlns='urn:d'> <p:b q:x='&lt;&quot;&#10;'"
                + " xml:lang='de'>t&amp;u</p:b>\n"
                + "<c/> </p:a>");
    assertEquals(
        " <p:b xmlns:p=\"urn:p\" xmlns:q=\"urn:q\" q:x=\"&lt;&quot;&#10;\""
            + " xml:lang=\"de\">t&amp;u</p:b>\n"
            + "<c xmlns=\"urn:d\"/> ",
        root.innerXml());
  }

  @Test
  void innerXmlDeclaresOnceAndUndeclaresTheDefault() throws Exception {
    XmlElement root = parse("<a><b xmlns='urn:b'><b><c xmlns=''/></b></b></a>");
    assertEquals("<b xmlns=\"urn:b\"><b><c xmlns=\"\"/></b></b>", root.innerXml());
  }

  @Test
  void innerXmlReadsBackAsTheSame() throws Exception {
    for (String inner : FRAGMENTS) {
      String once = parse("<r xmlns:o='urn:o'>" + inner + "</r>").innerXml();
      XmlElement again = parse("<r>" + once + "</r>");
      assertEquals(once, again.innerXml());
      assertEquals(
          parse("<r xmlns:o='urn:o'>" + inner + "</r>").children().stream()
              .map(XmlElement::name)
              .toList(),
          again.children().stream().map(XmlElement::name).toList());
    }
  }

  private static final List<String> FRAGMENTS =
      List.of(
          "",
          " ",
          "text",
          "a&#13;b",
          "<o:x/>",
          "<o:x o:y='1'><o:z/></o:x>",
          "<x xmlns='urn:1'><y xmlns='urn:2' a=' &#9; '/></x>",
          "<p:x xmlns:p='urn:1'><p:x xmlns:p='urn:2'/></p:x>",
          "&#x10FFFF;\u00fc<a>  </a>");

  @Test
  void nothingAndWhiteSpaceAreNoDocument() throws Exception {
    assertTrue(XmlReader.parseIfPresent(in(""), XmlLimits.DEFAULT).isEmpty());
    assertTrue(XmlReader.parseIfPresent(in(" \r\n\t"), XmlLimits.DEFAULT).isEmpty());
    assertThrows(MalformedXml.class, () -> parse(""));
  }

  @Test
  void refusesWhatIsNotWellFormed() {
    for (String bad :
        List.of(
            "<a>",
            "</a>",
            "<a></b>",
            "<a/><b/>",
            "text",
            "<a b='1' b='2'/>",
            "<a b=1/>",
            "<p:a/>",
            "<a p:b=''/>",
            "<a xmlns:p=''/>",
            "<a>&#0;</a>",
            "<a>&#xD800;</a>",
            "<a>&#xFFFF;</a>",
            "<a>\u0001</a>",
            "<a>&nbsp;</a>",
            "<a>&</a>",
            "<!-- -- --><a/>",
            "<a>]]></a>",
            "<xmlns:a xmlns:xmlns='x'/>",
            "<a><![CDATA[</a>",
            "\ufeff\ufeff<a/>",
            "<?xml version='9.9'?><a/>",
            "<?xml version='1.0' encoding='no-such'?><a/>")) {
      assertThrows(MalformedXml.class, () -> parse(bad), bad);
    }
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    for (int[] bad :
        List.of(
            new int[] {0xFF},
            new int[] {0xC3},
            new int[] {0xC0, 0xAF},
            new int[] {0xED, 0xA0, 0x80},
            new int[] {0xF4, 0x90, 0x80, 0x80},
            new int[] {0x80},
            new int[] {0xE0, 0x80, 0xAF})) {
      byte[] document = new byte[3 + bad.length + 4];
      System.arraycopy("<a>".getBytes(UTF_8), 0, document, 0, 3);
      for (int i = 0; i < bad.length; i++) {
        document[3 + i] = (byte) bad[i];
      }
      System.arraycopy("</a>".getBytes(UTF_8), 0, document, 3 + bad.length, 4);
      assertThrows(
          MalformedXml.class,
          () -> XmlReader.parse(new ByteArrayInputStream(document), XmlLimits.DEFAULT));
    }
  }

  @Test
  void refusesDocumentTypesAndNeverReadsThem() {
    for (String doctype :
        List.of(
            "<!DOCTYPE a>",
            "<!DOCTYPE a SYSTEM 'file:///etc/passwd'>",
            "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>",
            "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/x'> %p;]>",
            "<!DOCTYPE a [<!ENTITY l 'lol'><!ENTITY l2 '&l;&l;&l;&l;&l;&l;&l;&l;'><!ENTITY e"
                + " '&l2;&l2;&l2;&l2;'>]>")) {
      var refused = assertThrows(MalformedXml.class, () -> parse(doctype + "<a>&e;</a>"), doctype);
      assertFalse(
          String.valueOf(refused.getMessage()).contains("etc"), "the sentence quotes the document");
    }
  }

  @Test
  void limitsHoldExactly() throws Exception {
    var limits = new XmlLimits(100, 5, 3);
    parse("<a><b><c/></b><d/><e/></a>", limits);
    assertThrows(MalformedXml.class, () -> parse("<a><b><c/></b><d/><e/><f/></a>", limits));
    assertThrows(MalformedXml.class, () -> parse("<a><b><c><d/></c></b></a>", limits));
    parse("<a>" + "x".repeat(93) + "</a>", limits);
    assertThrows(MalformedXml.class, () -> parse("<a>" + "x".repeat(94) + "</a>", limits));
  }

  @Test
  void floodsAreRefused() {
    assertThrows(MalformedXml.class, () -> parse("<a>" + "<b/>".repeat(1_000_000) + "</a>"));
    assertThrows(MalformedXml.class, () -> parse("<a>" + "<b/>".repeat(10_000) + "</a>"));
    assertThrows(MalformedXml.class, () -> parse("<a>".repeat(100_000)));
    assertThrows(MalformedXml.class, () -> parse("<a>".repeat(65) + "</a>".repeat(65)));
    var prefixes = new StringBuilder("<a");
    for (int i = 0; i < 5_000; i++) {
      prefixes.append(" xmlns:p").append(i).append("='urn:").append(i).append('\'');
    }
    assertThrows(MalformedXml.class, () -> parse(prefixes + "/>"));
    var attributes = new StringBuilder("<a");
    for (int i = 0; i < 20_000; i++) {
      attributes.append(" p").append(i).append("=''");
    }
    assertThrows(MalformedXml.class, () -> parse(attributes + "/>"));
  }

  @Test
  void noMoreIsReadThanTheLimitAsksFor() {
    var endless =
        new InputStream() {
          long read;

          @Override
          public int read() {
            read++;
            return '<';
          }

          @Override
          public int read(byte[] to, int off, int len) {
            Arrays.fill(to, off, off + len, (byte) '<');
            read += len;
            return len;
          }
        };
    assertThrows(MalformedXml.class, () -> XmlReader.parse(endless, XmlLimits.DEFAULT));
    assertTrue(endless.read <= XmlLimits.DEFAULT.maxBytes() + 1);
  }

  @Test
  void aBrokenConnectionStaysAnIoException() {
    var broken = new IOException("gone");
    var in =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw broken;
          }

          @Override
          public int read(byte[] to, int off, int len) throws IOException {
            throw broken;
          }
        };
    assertSame(
        broken, assertThrows(IOException.class, () -> XmlReader.parse(in, XmlLimits.DEFAULT)));
  }

  @Test
  void survivesDamage() {
    Fuzz.bytes(
        List.of(
            "<?xml version='1.0' encoding='utf-8'?><D:propfind"
                + " xmlns:D='DAV:'><D:prop><D:a/></D:prop></D:propfind>",
            "<a xmlns:p='urn:p' p:x='1' xml:lang='de'>t&amp;&#233;<![CDATA[x]]><!-- c --><?pi"
                + " x?><p:b/></a>",
            "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>"),
        List.of(MalformedXml.class),
        bytes -> XmlReader.parse(new ByteArrayInputStream(bytes), XmlLimits.DEFAULT).innerXml());
  }

  private static XmlElement parse(String document) throws MalformedXml, IOException {
    return parse(document, XmlLimits.DEFAULT);
  }

  private static XmlElement parse(String document, XmlLimits limits)
      throws MalformedXml, IOException {
    return XmlReader.parse(in(document), limits);
  }

  private static InputStream in(String document) {
    return new ByteArrayInputStream(document.getBytes(UTF_8));
  }
}
