package allmende.protocols.dav;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Fuzz;
import allmende.protocols.xml.MalformedXml;
import allmende.protocols.xml.QName;
import allmende.protocols.xml.XmlLimits;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestBodiesTest {
  private static final QName AUTHORS =
      new QName("http://ns.example.com/standards/z39.50/", "Authors");

  @Test
  void propfindAsTheDesktopClientSendsIt() throws Exception {
    assertEquals(
        new PropfindRequest.Prop(
            List.of(
                QName.dav("resourcetype"),
                QName.dav("getetag"),
                QName.oc("size"),
                QName.nc("lock"))),
        propfind(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <d:propfind xmlns:d="DAV:"><d:prop>
              <d:resourcetype/><d:getetag/><size xmlns="http://owncloud.org/ns"/>
              <lock xmlns="http://nextcloud.org/ns"/><d:getetag/>
            </d:prop></d:propfind>
            """));
  }

  @Test
  void propfindOfRfc4918Section9() throws Exception {
    assertEquals(
        new PropfindRequest.PropName(), propfind("<propfind xmlns='DAV:'><propname/></propfind>"));
    assertEquals(
        new PropfindRequest.AllProp(List.of(QName.dav("supported-live-property-set"))),
        propfind(
            "<D:propfind"
                + " xmlns:D='DAV:'><D:allprop/><D:include><D:supported-live-property-set/></D:include></D:propfind>"));
    assertEquals(new PropfindRequest.AllProp(List.of()), propfind(""));
  }

  @Test
  void propfindPassesOverWhatItDoesNotKnow() throws Exception {
    // RFC 4918 appendix A.2 (leave-out is an extension), and A.1: nothing known inside is
    // malformed.
    assertEquals(
        new PropfindRequest.PropName(),
        propfind(
            "<D:propfind xmlns:D='DAV:'"
                + " xmlns:E='urn:e'><D:propname/><E:leave-out>*boss*</E:leave-out></D:propfind>"));
    for (String bad :
        List.of(
            "<D:propfind xmlns:D='DAV:' xmlns:E='urn:e'><E:expired-props/></D:propfind>",
            "<D:propfind xmlns:D='DAV:'/>",
            "<propfind><prop/></propfind>",
            "<D:other xmlns:D='DAV:'/>",
            "<D:propfind xmlns:D='DAV:'><D:prop/><D:allprop/></D:propfind>",
            "<D:propfind xmlns:D='DAV:'><D:prop>")) {
      assertThrows(MalformedXml.class, () -> propfind(bad), bad);
    }
  }

  @Test
  void propertyUpdateKeepsOrderAndValue() throws Exception {
    var update =
        PropertyUpdate.parse(
            in(
                """
                <D:propertyupdate xmlns:D="DAV:" xmlns:Z="http://ns.example.com/standards/z39.50/"
                  ><D:remove><D:prop><Z:Copyright-Owner/></D:prop></D:remove
                  ><D:set><D:prop xml:lang="en"><Z:Authors>
                    <Z:Author>Jim &amp; Roy</Z:Author></Z:Authors></D:prop></D:set
                  ><D:set><D:prop><D:displayname>x</D:displayname></D:prop></D:set></D:propertyupdate>
                """),
            XmlLimits.DEFAULT);
    assertEquals(
        List.of(
            new PropertyUpdate.Remove(new QName(AUTHORS.namespace(), "Copyright-Owner")),
            new PropertyUpdate.Set(
                AUTHORS,
                "\n"
                    + "    <Z:Author xmlns:Z=\"http://ns.example.com/standards/z39.50/\">Jim &amp;"
                    + " Roy</Z:Author>",
                "\n    ",
                "en"),
            new PropertyUpdate.Set(QName.dav("displayname"), "x", "x", null)),
        update.instructions());
  }

  @Test
  void propertyUpdateMustChangeSomething() {
    for (String bad :
        List.of(
            "<D:propertyupdate xmlns:D='DAV:'/>",
            "<D:propertyupdate xmlns:D='DAV:'><D:set/></D:propertyupdate>",
            "<D:propertyupdate xmlns:D='DAV:'><D:set><D:prop/></D:set></D:propertyupdate>",
            "",
            "<a/>")) {
      assertThrows(MalformedXml.class, () -> PropertyUpdate.parse(in(bad), XmlLimits.DEFAULT), bad);
    }
  }

  @Test
  void lockOfRfc4918Section9() throws Exception {
    assertEquals(
        Optional.of(
            new LockRequest(
                LockRequest.Scope.EXCLUSIVE,
                "<D:href xmlns:D=\"DAV:\">http://example.org/~ejw/contact.html</D:href>")),
        lock(
            "<D:lockinfo"
                + " xmlns:D='DAV:'><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype>"
                + "<D:owner><D:href>http://example.org/~ejw/contact.html</D:href></D:owner></D:lockinfo>"));
    assertEquals(
        Optional.of(new LockRequest(LockRequest.Scope.SHARED, "")),
        lock(
            "<lockinfo"
                + " xmlns='DAV:'><lockscope><shared/></lockscope><locktype><write/></locktype></lockinfo>"));
    assertTrue(lock("").isEmpty());
  }

  @Test
  void lockRefusesHalfARequest() {
    for (String bad :
        List.of(
            "<lockinfo xmlns='DAV:'/>",
            "<lockinfo xmlns='DAV:'><lockscope><shared/></lockscope></lockinfo>",
            "<lockinfo xmlns='DAV:'><lockscope/><locktype><write/></locktype></lockinfo>",
            "<lockinfo"
                + " xmlns='DAV:'><lockscope><shared/><exclusive/></lockscope><locktype><write/></locktype></lockinfo>",
            "<lockinfo"
                + " xmlns='DAV:'><lockscope><shared/></lockscope><locktype><read/></locktype></lockinfo>")) {
      assertThrows(MalformedXml.class, () -> lock(bad), bad);
    }
  }

  @Test
  void reportFiltersFiles() throws Exception {
    assertEquals(
        new ReportRequest.FilterFiles(
            List.of(QName.oc("id")),
            true,
            List.of(7L, 9L),
            new SearchRequest.Limit(java.util.OptionalInt.of(20), 40)),
        report(
            """
            <oc:filter-files xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns" xmlns:nc="http://nextcloud.org/ns">
              <d:prop><oc:id/></d:prop>
              <oc:filter-rules><oc:favorite>1</oc:favorite><oc:systemtag>7</oc:systemtag>
                <oc:systemtag> 9 </oc:systemtag><oc:circle>x</oc:circle></oc:filter-rules>
              <d:limit><d:nresults>20</d:nresults><nc:firstresult>40</nc:firstresult></d:limit>
            </oc:filter-files>
            """));
    assertEquals(
        new ReportRequest.Unsupported(QName.dav("sync-collection")),
        report("<sync-collection xmlns='DAV:'/>"));
  }

  @Test
  void reportWithoutAKnownRuleIsRefused() {
    String open = "<oc:filter-files xmlns:oc='http://owncloud.org/ns'>";
    for (String bad :
        List.of(
            "",
            "<oc:filter-rules/>",
            "<oc:filter-rules><oc:circle>1</oc:circle></oc:filter-rules>",
            "<oc:filter-rules><oc:systemtag>x</oc:systemtag></oc:filter-rules>",
            "<oc:filter-rules><oc:systemtag>-1</oc:systemtag></oc:filter-rules>")) {
      assertThrows(MalformedXml.class, () -> report(open + bad + "</oc:filter-files>"), bad);
    }
  }

  @Test
  void allSurviveDamage() {
    List<String> seeds =
        List.of(
            "<propfind xmlns='DAV:'><prop><a/><b/></prop></propfind>",
            "<propertyupdate"
                + " xmlns='DAV:'><set><prop><a>x</a></prop></set><remove><prop><b/></prop></remove></propertyupdate>",
            "<lockinfo"
                + " xmlns='DAV:'><lockscope><shared/></lockscope><locktype><write/></locktype><owner>x</owner></lockinfo>",
            "<filter-files"
                + " xmlns='http://owncloud.org/ns'><filter-rules><systemtag>1</systemtag></filter-rules></filter-files>");
    Fuzz.bytes(
        seeds,
        List.of(MalformedXml.class),
        bytes -> PropfindRequest.parse(in(bytes), XmlLimits.DEFAULT));
    Fuzz.bytes(
        seeds,
        List.of(MalformedXml.class),
        bytes -> PropertyUpdate.parse(in(bytes), XmlLimits.DEFAULT));
    Fuzz.bytes(
        seeds,
        List.of(MalformedXml.class),
        bytes -> LockRequest.parse(in(bytes), XmlLimits.DEFAULT));
    Fuzz.bytes(
        seeds,
        List.of(MalformedXml.class),
        bytes -> ReportRequest.parse(in(bytes), XmlLimits.DEFAULT));
  }

  private static PropfindRequest propfind(String body) throws Exception {
    return PropfindRequest.parse(in(body), XmlLimits.DEFAULT);
  }

  private static Optional<LockRequest> lock(String body) throws Exception {
    return LockRequest.parse(in(body), XmlLimits.DEFAULT);
  }

  private static ReportRequest report(String body) throws Exception {
    return ReportRequest.parse(in(body), XmlLimits.DEFAULT);
  }

  private static InputStream in(String body) {
    return in(body.getBytes(UTF_8));
  }

  private static InputStream in(byte[] body) {
    return new ByteArrayInputStream(body);
  }
}
