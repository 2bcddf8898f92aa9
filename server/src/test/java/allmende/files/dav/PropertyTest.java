package allmende.files.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.spaces.Role;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/// Properties that clients keep, favourites, searches, pages, the trash bin and versions.
class PropertyTest extends DavHouse {
  @Test
  void whatWasSetIsFoundAgainWithItsLanguage() throws Exception {
    put("a.txt", "x");
    String before = etag("a.txt");
    assertTrue(
        set("a.txt", "<z:colour xmlns:z='urn:z' xml:lang='de'>grün &amp; <z:b/></z:colour>")
            .contains("200"));
    String found = propfindFor("a.txt", "<z:colour xmlns:z='urn:z'/>");
    assertTrue(found.contains("grün &amp;"), found);
    assertTrue(found.contains("xml:lang=\"de\""), found);
    assertEquals(before, etag("a.txt"), "a property is no change of the content");
    send("MOVE", "a.txt", "", "Destination", path("b.txt"));
    send("COPY", "b.txt", "", "Destination", path("c.txt"));
    assertTrue(propfindFor("b.txt", "<z:colour xmlns:z='urn:z'/>").contains("grün"));
    assertTrue(propfindFor("c.txt", "<z:colour xmlns:z='urn:z'/>").contains("grün"));
  }

  @Test
  void allOfAPatchIsDoneOrNothing() throws Exception {
    put("a.txt", "x");
    String body = set("a.txt", "<z:one xmlns:z='urn:z'>1</z:one><d:getetag>mine</d:getetag>");
    assertTrue(body.contains("403 ") && body.contains("424 "), body);
    assertFalse(propfindFor("a.txt", "<z:one xmlns:z='urn:z'/>").contains(">1<"));
  }

  @Test
  void aFileTellsSinceWhenItIsThere() throws Exception {
    send("MKCOL", "x", "");
    put("x/a.txt", "x");
    String ages =
        "<d:creationdate/><n:creation_time xmlns:n='http://nextcloud.org/ns'/>"
            + "<n:upload_time xmlns:n='http://nextcloud.org/ns'/>";
    long now = house.clock.instant().getEpochSecond();
    String arrived = propfindFor("x/a.txt", ages);
    assertTrue(arrived.contains(">" + house.clock.instant() + "</d:creationdate>"), arrived);
    assertTrue(arrived.contains("creation_time>" + now + "<"), arrived);
    String before = etag("x/a.txt");
    String made = "<n:creation_time xmlns:n='http://nextcloud.org/ns'>1000000000</n:creation_time>";
    assertTrue(set("x/a.txt", made).contains("200"));
    String told = propfindFor("x/a.txt", ages);
    assertTrue(told.contains(">2001-09-09T01:46:40Z</d:creationdate>"), told);
    assertTrue(told.contains("creation_time>1000000000<"), told);
    assertTrue(told.contains("upload_time>" + now + "<"), told);
    assertEquals(before, etag("x/a.txt"), "its age is no change of the content");
    assertTrue(
        set("x/a.txt", made.replace("1000000000", "yesterday")).contains("403"), "no time at all");
    assertTrue(
        set("x/a.txt", "<d:creationdate>2001-09-09T01:46:40Z</d:creationdate>").contains("403"));
    String list =
        send(
                "PROPFIND",
                "x",
                "<d:propfind xmlns:d='DAV:'><d:prop>" + ages + "</d:prop></d:propfind>",
                "Depth",
                "1")
            .body();
    assertTrue(list.contains("2001-09-09T01:46:40Z"), list);
    // A file that changes is as old as it was.
    put("x/a.txt", "y");
    assertTrue(propfindFor("x/a.txt", ages).contains("2001-09-09T01:46:40Z"));
  }

  @Test
  void aClientTellsWhenItsFileWasMade() throws Exception {
    String age = "<d:creationdate/>";
    HttpResponse<String> put = send("PUT", "a.txt", "x", "X-OC-CTime", "1000000000.25");
    assertEquals(201, put.statusCode());
    assertEquals("accepted", put.headers().firstValue("X-OC-CTime").orElseThrow());
    assertTrue(propfindFor("a.txt", age).contains("2001-09-09T01:46:40Z"));
    assertEquals(400, send("PUT", "b.txt", "x", "X-OC-CTime", "soon").statusCode());
    assertEquals(404, send("GET", "b.txt", "").statusCode());
    // With a condition, which the new content has made untrue.
    HttpResponse<String> again =
        send("PUT", "a.txt", "y", "X-OC-CTime", "1100000000", "If-Match", etag("a.txt"));
    assertEquals(204, again.statusCode());
    assertTrue(propfindFor("a.txt", age).contains("2004-11-09"));
    assertTrue(again.headers().firstValue("ETag").orElseThrow().equals(etag("a.txt")));
  }

  @Test
  void aHugeValueIsRefused() throws Exception {
    put("a.txt", "x");
    String value = "<z:one xmlns:z='urn:z'>" + "1".repeat(70_000) + "</z:one>";
    HttpResponse<String> answer = send("PROPPATCH", "a.txt", patch(value));
    assertTrue(answer.statusCode() == 413 || answer.statusCode() == 400, "" + answer.statusCode());
  }

  @Test
  void favouritesAreOnesOwnAndAreReported() throws Exception {
    team("Team", Role.VIEWER, anna);
    put("a.txt", "x");
    put("b.txt", "x");
    assertTrue(
        set("a.txt", "<oc:favorite xmlns:oc='http://owncloud.org/ns'>1</oc:favorite>")
            .contains("200"));
    String report =
        send(
                "REPORT",
                "",
                "<oc:filter-files xmlns:d='DAV:' xmlns:oc='http://owncloud.org/ns'><d:prop>"
                    + "<oc:favorite/></d:prop><oc:filter-rules><oc:favorite>1</oc:favorite>"
                    + "</oc:filter-rules></oc:filter-files>")
            .body();
    assertTrue(report.contains("/a.txt"), report);
    assertFalse(report.contains("/b.txt"), report);
    assertTrue(report.contains("<oc:favorite>1</oc:favorite>"), report);
  }

  @Test
  void aSearchFindsByNameTypeAndSizeWhatIsOnesOwn() throws Exception {
    send("MKCOL", "x", "");
    put("x/Holiday%20picture.JPG", "12345");
    put("x/notes.txt", "1");
    put("gone.jpg", "1");
    send("DELETE", "gone.jpg", "");
    String images =
        search(
            "<d:like><d:prop><d:getcontenttype/></d:prop><d:literal>image/%</d:literal></d:like>");
    assertTrue(images.contains("/x/Holiday%20picture.JPG"), images);
    assertFalse(images.contains("notes.txt"), images);
    assertFalse(images.contains("gone.jpg"), "what is in the trash is not found");
    String named =
        search("<d:like><d:prop><d:displayname/></d:prop><d:literal>%NOTES%</d:literal></d:like>");
    assertTrue(named.contains("/x/notes.txt"), named);
    String large = search("<d:gt><d:prop><oc:size/></d:prop><d:literal>3</d:literal></d:gt>");
    assertTrue(large.contains("Holiday") && !large.contains("notes"), large);
    String quoted =
        search(
            "<d:like><d:prop><d:displayname/></d:prop><d:literal>' or true --</d:literal></d:like>");
    assertFalse(quoted.contains("notes"), quoted);
    assertEquals(
        400,
        searching("<d:like><d:prop><d:unknown/></d:prop><d:literal>x</d:literal></d:like>")
            .statusCode());
  }

  @Test
  void aListComesByPages() throws Exception {
    for (int i = 0; i < 5; i++) {
      put("f" + i, "x");
    }
    HttpResponse<String> page =
        send(
            "PROPFIND",
            "",
            propfindOf("<d:getetag/>"),
            "Depth",
            "1",
            "X-NC-Paginate",
            "true",
            "X-NC-Paginate-Count",
            "2",
            "X-NC-Paginate-Offset",
            "1");
    assertEquals("6", page.headers().firstValue("X-NC-Paginate-Total").orElseThrow());
    assertTrue(page.body().contains("/f0<") && page.body().contains("/f1<"), page.body());
    assertFalse(page.body().contains("/f2<"), page.body());
  }

  @Test
  void whatWasThrownAwayComesBack() throws Exception {
    put("a.txt", "hello");
    send("DELETE", "a.txt", "");
    String bin =
        raw(
                "PROPFIND",
                "/remote.php/dav/trashbin/anna/trash/",
                propfindOf(
                    "<nc:trashbin-filename xmlns:nc='http://nextcloud.org/ns'/><nc:trashbin-original-location xmlns:nc='http://nextcloud.org/ns'/>"),
                "Depth",
                "1")
            .body();
    assertTrue(bin.contains("<nc:trashbin-filename>a.txt</nc:trashbin-filename>"), bin);
    String item =
        bin.replaceAll("(?s).*(/remote.php/dav/trashbin/anna/trash/[0-9]+\\.d[0-9]+).*", "$1");
    assertEquals("hello", raw("GET", item, "").body());
    assertEquals(
        201,
        raw("MOVE", item, "", "Destination", "/remote.php/dav/trashbin/anna/restore/a.txt")
            .statusCode());
    assertEquals("hello", send("GET", "a.txt", "").body());
    send("DELETE", "a.txt", "");
    assertEquals(204, raw("DELETE", "/remote.php/dav/trashbin/anna/trash", "").statusCode());
    assertEquals(404, raw("GET", item, "").statusCode());
    assertEquals(
        404,
        raw("PROPFIND", "/remote.php/dav/trashbin/chief/trash", "", "Depth", "1").statusCode());
  }

  @Test
  void earlierContentsComeBack() throws Exception {
    send("PUT", "a.txt", "one", "X-OC-MTime", "1700000000");
    send("PUT", "a.txt", "two", "X-OC-MTime", "1700000000");
    send("PUT", "a.txt", "three", "X-OC-MTime", "1700000005");
    String id =
        propfindFor("a.txt", "<oc:fileid xmlns:oc='http://owncloud.org/ns'/>")
            .replaceAll("(?s).*<oc:fileid>([0-9]+)<.*", "$1");
    String versions = "/remote.php/dav/versions/anna/versions/" + id;
    String list =
        raw("PROPFIND", versions, propfindOf("<d:getcontentlength/>"), "Depth", "1").body();
    assertTrue(list.contains(versions + "/1700000000<"), list);
    assertTrue(list.contains(versions + "/1700000000."), "the same time twice: " + list);
    assertEquals("two", raw("GET", versions + "/1700000000", "").body());
    assertEquals(
        201,
        raw(
                "MOVE",
                versions + "/1700000000",
                "",
                "Destination",
                "/remote.php/dav/versions/anna/restore/x")
            .statusCode());
    assertEquals("two", send("GET", "a.txt", "").body());
    assertTrue(
        raw("PROPFIND", versions, propfindOf("<d:getcontentlength/>"), "Depth", "1")
            .body()
            .contains("/1700000005<"));
    authorization = passwordOf(house.person("bert", false));
    assertEquals(
        404, raw("GET", versions.replace("anna", "bert") + "/1700000005", "").statusCode());
  }

  @Test
  void aFolderComesAsAnArchive() throws Exception {
    send("MKCOL", "x", "");
    put("x/a.txt", "hello");
    put("x/b.txt", "hello");
    HttpResponse<String> zip = send("GET", "x", "", "Accept", "application/zip");
    assertEquals("application/zip", zip.headers().firstValue("Content-Type").orElseThrow());
    assertTrue(zip.body().contains("a.txt") && zip.body().contains("b.txt"));
    HttpResponse<String> tar = send("GET", "x?accept=tar&files=%5B%22a.txt%22%5D", "");
    assertEquals("application/x-tar", tar.headers().firstValue("Content-Type").orElseThrow());
    assertTrue(tar.body().contains("a.txt") && !tar.body().contains("b.txt"));
    assertEquals(405, send("GET", "x", "").statusCode());
  }

  @Test
  void everySegmentOfAPathIsThere() throws Exception {
    for (String path :
        new String[] {
          "/",
          "/remote.php",
          "/remote.php/",
          "/remote.php/dav",
          "/remote.php/dav/files",
          "/remote.php/dav/uploads"
        }) {
      assertEquals(207, raw("PROPFIND", path, "", "Depth", "0").statusCode(), path);
      HttpResponse<String> options = raw("OPTIONS", path, "");
      assertEquals("DAV", options.headers().firstValue("MS-Author-Via").orElseThrow());
      assertTrue(options.headers().firstValue("DAV").orElseThrow().contains("2"));
    }
    assertEquals(404, raw("PROPFIND", "/remote.php/other", "", "Depth", "0").statusCode());
  }

  @Test
  void missingFoldersAreMadeOnDemand() throws Exception {
    assertEquals(409, put("p/q/a.txt", "x").statusCode());
    assertEquals(201, send("PUT", "p/q/a.txt", "x", "X-NC-WebDAV-AutoMkcol", "1").statusCode());
    assertEquals("x", send("GET", "p/q/a.txt", "").body());
  }

  private String search(String where) throws Exception {
    HttpResponse<String> answer = searching(where);
    assertEquals(207, answer.statusCode(), answer.body());
    return answer.body();
  }

  private HttpResponse<String> searching(String where) throws Exception {
    return raw(
        "SEARCH",
        "/remote.php/dav/",
        "<d:searchrequest xmlns:d='DAV:' xmlns:oc='http://owncloud.org/ns'><d:basicsearch><d:select>"
            + "<d:prop><d:displayname/></d:prop></d:select><d:from><d:scope><d:href>/files/anna</d:href>"
            + "<d:depth>infinity</d:depth></d:scope></d:from><d:where>"
            + where
            + "</d:where></d:basicsearch></d:searchrequest>");
  }

  private String set(String file, String properties) throws Exception {
    return send("PROPPATCH", file, patch(properties)).body();
  }

  private static String patch(String properties) {
    return "<d:propertyupdate xmlns:d='DAV:'><d:set><d:prop>"
        + properties
        + "</d:prop></d:set></d:propertyupdate>";
  }

  private String propfindFor(String file, String properties) throws Exception {
    return send("PROPFIND", file, propfindOf(properties), "Depth", "0").body();
  }

  private static String propfindOf(String properties) {
    return "<d:propfind xmlns:d='DAV:'><d:prop>" + properties + "</d:prop></d:propfind>";
  }
}
