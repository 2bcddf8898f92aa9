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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SearchRequestTest {
  private static final String FULL =
      """
      <d:searchrequest xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns" xmlns:nc="http://nextcloud.org/ns">
        <d:basicsearch>
          <d:select><d:prop><oc:fileid/><d:getetag/></d:prop></d:select>
          <d:from><d:scope><d:href>/files/anna</d:href><d:depth>infinity</d:depth></d:scope></d:from>
          <d:where><d:and>
            <d:or><d:eq><d:prop><d:getcontenttype/></d:prop><d:literal>text/plain</d:literal></d:eq>
              <d:like><d:prop><d:displayname/></d:prop><d:literal>%a b%</d:literal></d:like></d:or>
            <d:not><d:is-collection/></d:not>
            <d:gt><d:prop><oc:size/></d:prop><d:literal>1</d:literal></d:gt>
            <d:lte><d:prop><oc:size/></d:prop><d:literal>9</d:literal></d:lte>
            <d:is-defined><d:prop><oc:favorite/></d:prop></d:is-defined>
          </d:and></d:where>
          <d:orderby><d:order><d:prop><d:getlastmodified/></d:prop><d:descending/></d:order>
            <d:order><d:prop><oc:size/></d:prop></d:order></d:orderby>
          <d:limit><d:nresults>100</d:nresults><nc:firstresult>200</nc:firstresult></d:limit>
        </d:basicsearch>
      </d:searchrequest>
      """;

  @Test
  void everyPartOfASearch() throws Exception {
    QName size = QName.oc("size");
    assertEquals(
        new SearchRequest(
            List.of(QName.oc("fileid"), QName.dav("getetag")),
            List.of(new SearchRequest.Scope("/files/anna", Depth.INFINITY)),
            Optional.of(
                new SearchExpression.And(
                    List.of(
                        new SearchExpression.Or(
                            List.of(
                                new SearchExpression.Eq(QName.dav("getcontenttype"), "text/plain"),
                                new SearchExpression.Like(QName.dav("displayname"), "%a b%"))),
                        new SearchExpression.Not(new SearchExpression.IsCollection()),
                        new SearchExpression.Gt(size, "1"),
                        new SearchExpression.Lte(size, "9"),
                        new SearchExpression.IsDefined(QName.oc("favorite"))))),
            List.of(
                new SearchRequest.Order(QName.dav("getlastmodified"), true),
                new SearchRequest.Order(size, false)),
            new SearchRequest.Limit(OptionalInt.of(100), 200)),
        parse(FULL));
  }

  @Test
  void onlyTheScopeIsNeeded() throws Exception {
    SearchRequest search =
        parse(around("<from><scope><href>/files/a</href><depth>0</depth></scope></from><where/>"));
    assertTrue(search.select().isEmpty() && search.where().isEmpty() && search.orderBy().isEmpty());
    assertTrue(search.limit().maxResults().isEmpty());
  }

  @Test
  void refusesWhatItWouldOtherwiseAnswerWrongly() {
    String from = "<from><scope><href>/</href><depth>1</depth></scope></from>";
    for (String bad :
        List.of(
            "",
            "<from/>",
            "<from><scope><href>/</href></scope></from>",
            "<from><scope><href>/</href><depth>2</depth></scope></from>",
            from + "<where><near/></where>",
            from + "<where><eq xmlns='urn:x'/></where>",
            from + "<where><is-collection/><is-collection/></where>",
            from + "<where><and/></where>",
            from + "<where><not><is-collection/><is-collection/></not></where>",
            from + "<where><eq><prop><a/></prop></eq></where>",
            from + "<where><eq><literal>1</literal></eq></where>",
            from + "<where><eq><prop><a/><b/></prop><literal/></eq></where>",
            from + "<orderby><order/></orderby>",
            from + "<limit><nresults>-1</nresults></limit>",
            from + "<limit><nresults>9999999999</nresults></limit>")) {
      assertThrows(MalformedXml.class, () -> parse(around(bad)), bad);
    }
    assertThrows(
        MalformedXml.class, () -> parse("<searchrequest xmlns='DAV:'><other/></searchrequest>"));
  }

  @Test
  void survivesDamage() {
    Fuzz.bytes(
        List.of(FULL),
        List.of(MalformedXml.class),
        bytes -> SearchRequest.parse(new ByteArrayInputStream(bytes), XmlLimits.DEFAULT));
  }

  private static String around(String inside) {
    return "<searchrequest xmlns='DAV:'><basicsearch>" + inside + "</basicsearch></searchrequest>";
  }

  private static SearchRequest parse(String body) throws Exception {
    return SearchRequest.parse(new ByteArrayInputStream(body.getBytes(UTF_8)), XmlLimits.DEFAULT);
  }
}
