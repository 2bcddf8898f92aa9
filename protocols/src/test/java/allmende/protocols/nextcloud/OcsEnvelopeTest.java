package allmende.protocols.nextcloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.nextcloud.OcsEnvelope.Version;
import allmende.protocols.xml.XmlElement;
import allmende.protocols.xml.XmlLimits;
import allmende.protocols.xml.XmlReader;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OcsEnvelopeTest {
  @Test
  void jsonOfBothVersions() {
    assertEquals(
        "{\"ocs\":{\"meta\":{\"status\":\"ok\",\"statuscode\":100,\"message\":\"OK\",\"totalitems\":\"\",\"itemsperpage\":\"\"},\"data\":{\"id\":\"anna\"}}}",
        json(OcsEnvelope.ok(Version.V1, Map.of("id", "anna"))));
    assertEquals(
        "{\"ocs\":{\"meta\":{\"status\":\"ok\",\"statuscode\":200,\"message\":\"OK\"},\"data\":[]}}",
        json(OcsEnvelope.ok(Version.V2, List.of())));
    assertEquals(
        "{\"ocs\":{\"meta\":{\"status\":\"failure\",\"statuscode\":404,\"message\":\"Wrong share"
            + " ID\"},\"data\":[]}}",
        json(OcsEnvelope.failure(Version.V2, 404, "Wrong share ID")));
  }

  @Test
  void everyKindOfValue() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("n", null);
    data.put("b", true);
    data.put("l", Arrays.asList(1, 2L, -0.5, "x", null));
    data.put("m", Map.of());
    data.put("s", "\u00fc\ud83d\ude00/<>&\"\\\u0001\u007f\n");
    String json = json(OcsEnvelope.ok(Version.V2, data));
    assertTrue(
        json.endsWith(
            "\"data\":{\"n\":null,\"b\":true,\"l\":[1,2,-0.5,\"x\",null],\"m\":{},"
                + "\"s\":\"\\u00fc\\ud83d\\ude00\\/\\u003C\\u003E&\\\"\\\\\\u0001\\u007f\\n\"}}}"),
        json);
  }

  @Test
  void xmlIndentedByOneSpace() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("yes", true);
    data.put("no", false);
    data.put("none", null);
    data.put("list", List.of("a<b", Map.of("k", 1)));
    data.put("empty", List.of());
    data.put("7", "seven");
    assertEquals(
        """
        <?xml version="1.0"?>
        <ocs>
         <meta>
          <status>ok</status>
          <statuscode>100</statuscode>
          <message>OK</message>
          <totalitems></totalitems>
          <itemsperpage></itemsperpage>
         </meta>
         <data>
          <yes>1</yes>
          <no></no>
          <none/>
          <list>
           <element>a&lt;b</element>
           <element>
            <k>1</k>
           </element>
          </list>
          <empty/>
          <element>seven</element>
         </data>
        </ocs>
        """,
        new String(OcsEnvelope.ok(Version.V1, data).xml(), UTF_8));
  }

  @Test
  void noKeyOrValueBreaksTheXml() throws Exception {
    for (String nasty :
        List.of(
            "<a>",
            "a b",
            "",
            "1",
            "a\"b",
            "a/b",
            "xmlns:x",
            "-",
            "\ud800",
            "\0",
            "]]>",
            "@attributes",
            "&lt;")) {
      byte[] xml = OcsEnvelope.failure(Version.V2, 400, nasty).xml();
      assertEquals(
          2, XmlReader.parse(new ByteArrayInputStream(xml), XmlLimits.DEFAULT).children().size());
      xml = OcsEnvelope.ok(Version.V2, Map.of(nasty, nasty)).xml();
      XmlElement data =
          XmlReader.parse(new ByteArrayInputStream(xml), XmlLimits.DEFAULT).children().get(1);
      assertEquals(1, data.children().size(), nasty);
    }
  }

  @Test
  void httpStatusOfBothVersions() {
    assertEquals(200, OcsEnvelope.failure(Version.V1, 404, "").httpStatus());
    assertEquals(401, OcsEnvelope.failure(Version.V1, OcsEnvelope.UNAUTHORISED, "").httpStatus());
    int[][] expected = {
      {200, 200}, {404, 404}, {997, 401}, {998, 404}, {996, 500}, {999, 500}, {101, 400}, {601, 400}
    };
    for (int[] pair : expected) {
      assertEquals(pair[1], OcsEnvelope.failure(Version.V2, pair[0], "").httpStatus());
    }
  }

  @Test
  void otherValuesAreAProgrammingError() {
    for (Object bad : List.of(new Object(), Double.NaN, Float.POSITIVE_INFINITY, 'c')) {
      assertThrows(
          IllegalArgumentException.class, () -> OcsEnvelope.ok(Version.V2, List.of(bad)).json());
    }
    assertThrows(
        IllegalArgumentException.class, () -> OcsEnvelope.ok(Version.V2, new Object()).xml());
  }

  private static String json(OcsEnvelope envelope) {
    return new String(envelope.json(), UTF_8);
  }
}
