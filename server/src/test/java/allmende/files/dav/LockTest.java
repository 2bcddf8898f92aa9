package allmende.files.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.identity.Account;
import allmende.spaces.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Locks keep everybody out who does not hold them, through every method.
class LockTest extends DavHouse {
  private static final String EXCLUSIVE =
      "<d:lockinfo xmlns:d='DAV:'><d:lockscope><d:exclusive/></d:lockscope>"
          + "<d:locktype><d:write/></d:locktype><d:owner><d:href>me</d:href></d:owner></d:lockinfo>";
  private static final String SHARED = EXCLUSIVE.replace("exclusive", "shared");

  private String annas;
  private String berts;

  @BeforeEach
  void twoInOneTeam() {
    Account bert = house.person("bert", false);
    team("Team", Role.EDITOR, anna, bert);
    annas = authorization;
    berts = passwordOf(bert);
  }

  @Test
  void onlyTheTokenOpensALock() throws Exception {
    put("Team/a.txt", "one");
    String token = lock("Team/a.txt", EXCLUSIVE, "0");
    assertEquals(423, put("Team/a.txt", "no token").statusCode());
    assertEquals(423, as(berts, "PUT", "Team/a.txt", "bert").statusCode());
    assertEquals(423, as(berts, "DELETE", "Team/a.txt", "").statusCode());
    assertEquals(
        423,
        as(
                berts,
                "MOVE",
                "Team/a.txt",
                "",
                "Destination",
                path("Team/b.txt").replace("anna", "bert"))
            .statusCode());
    // Somebody else's token is of no use to him.
    assertEquals(
        423, as(berts, "PUT", "Team/a.txt", "bert", "If", "(<" + token + ">)").statusCode());
    assertEquals(204, send("PUT", "Team/a.txt", "two", "If", "(<" + token + ">)").statusCode());
    assertEquals("two", send("GET", "Team/a.txt", "").body());
    assertEquals("two", as(berts, "GET", "Team/a.txt", "").body());
  }

  @Test
  void anAnswerNamesWhatIsLocked() throws Exception {
    put("Team/a%20b.txt", "one");
    lock("Team/a%20b.txt", EXCLUSIVE, "0");
    String body = as(berts, "PUT", "Team/a%20b.txt", "x").body();
    assertTrue(body.contains("lock-token-submitted"), body);
    assertTrue(body.contains("/Team/a%20b.txt"), body);
    assertFalse(body.contains("opaquelocktoken"), body);
  }

  @Test
  void aDeepLockCoversWhatIsBelow() throws Exception {
    send("MKCOL", "Team/x", "");
    send("MKCOL", "Team/x/y", "");
    String token = lock("Team/x", EXCLUSIVE, "infinity");
    assertEquals(423, as(berts, "PUT", "Team/x/y/new.txt", "x").statusCode());
    assertEquals(423, as(berts, "MKCOL", "Team/x/y/z", "").statusCode());
    assertEquals(423, as(berts, "LOCK", "Team/x/y", EXCLUSIVE).statusCode());
    String listed = as(berts, "PROPFIND", "Team/x/y", discovery(), "Depth", "0").body();
    assertTrue(listed.contains("<d:exclusive/>"), listed);
    assertTrue(listed.contains("/Team/x</d:href></d:lockroot>"), listed);
    assertFalse(listed.contains(token), "somebody else's token is a secret");
    assertEquals(
        201,
        send("PUT", "Team/x/y/new.txt", "x", "If", "<" + path("Team/x") + "> (<" + token + ">)")
            .statusCode());
  }

  @Test
  void aFlatLockOfAFolderCoversItsMembershipAlone() throws Exception {
    send("MKCOL", "Team/x", "");
    put("Team/x/a.txt", "one");
    lock("Team/x", EXCLUSIVE, "0");
    assertEquals(423, as(berts, "PUT", "Team/x/new.txt", "x").statusCode());
    assertEquals(423, as(berts, "DELETE", "Team/x/a.txt", "").statusCode());
    assertEquals(204, as(berts, "PUT", "Team/x/a.txt", "two").statusCode());
  }

  @Test
  void aFolderWithALockedFileStaysWhereItIs() throws Exception {
    send("MKCOL", "Team/x", "");
    send("MKCOL", "Team/x/y", "");
    put("Team/x/y/a.txt", "one");
    lock("Team/x/y/a.txt", EXCLUSIVE, "0");
    assertEquals(423, as(berts, "DELETE", "Team/x", "").statusCode());
    assertEquals(
        423,
        as(berts, "MOVE", "Team/x", "", "Destination", "/remote.php/dav/files/bert/Team/z")
            .statusCode());
    assertEquals("one", as(berts, "GET", "Team/x/y/a.txt", "").body());
  }

  @Test
  void sharedLocksStandBesideEachOtherAndNoExclusiveOne() throws Exception {
    put("Team/a.txt", "one");
    String first = lock("Team/a.txt", SHARED, "0");
    HttpResponse<String> second = as(berts, "LOCK", "Team/a.txt", SHARED, "Depth", "0");
    assertEquals(200, second.statusCode());
    assertEquals(423, as(berts, "LOCK", "Team/a.txt", EXCLUSIVE, "Depth", "0").statusCode());
    assertEquals(204, send("PUT", "Team/a.txt", "two", "If", "(<" + first + ">)").statusCode());
  }

  @Test
  void aLockEndsByItselfAndARefreshPutsThatOff() throws Exception {
    put("Team/a.txt", "one");
    HttpResponse<String> taken =
        send("LOCK", "Team/a.txt", EXCLUSIVE, "Depth", "0", "Timeout", "Second-60");
    assertTrue(taken.body().contains("Second-60"), taken.body());
    String token = token(taken);
    house.clock.move(Duration.ofSeconds(50));
    HttpResponse<String> again =
        send("LOCK", "Team/a.txt", "", "If", "(<" + token + ">)", "Timeout", "Second-60");
    assertEquals(200, again.statusCode());
    house.clock.move(Duration.ofSeconds(50));
    assertEquals(423, as(berts, "PUT", "Team/a.txt", "two").statusCode());
    house.clock.move(Duration.ofSeconds(11));
    assertEquals(204, as(berts, "PUT", "Team/a.txt", "two").statusCode());
    // The token of an expired lock opens nothing and refreshes nothing.
    assertEquals(412, send("PUT", "Team/a.txt", "x", "If", "(<" + token + ">)").statusCode());
    assertEquals(412, send("LOCK", "Team/a.txt", "", "If", "(<" + token + ">)").statusCode());
    assertEquals("two", send("GET", "Team/a.txt", "").body());
  }

  @Test
  void onlyWhoeverTookALockGivesItBack() throws Exception {
    put("Team/a.txt", "one");
    String token = lock("Team/a.txt", EXCLUSIVE, "0");
    assertEquals(
        403, as(berts, "UNLOCK", "Team/a.txt", "", "Lock-Token", "<" + token + ">").statusCode());
    assertEquals(
        409,
        send("UNLOCK", "Team/a.txt", "", "Lock-Token", "<opaquelocktoken:other>").statusCode());
    assertEquals(400, send("UNLOCK", "Team/a.txt", "").statusCode());
    assertEquals(
        204, send("UNLOCK", "Team/a.txt", "", "Lock-Token", "<" + token + ">").statusCode());
    assertEquals(204, as(berts, "PUT", "Team/a.txt", "two").statusCode());
  }

  @Test
  void aLockOnANameTakesAnEmptyFile() throws Exception {
    HttpResponse<String> taken = send("LOCK", "new.docx", EXCLUSIVE, "Depth", "0");
    assertEquals(201, taken.statusCode());
    assertEquals("0", send("HEAD", "new.docx", "").headers().firstValue("Content-Length").get());
    assertEquals(423, put("new.docx", "x").statusCode());
    assertEquals(204, send("PUT", "new.docx", "x", "If", "(<" + token(taken) + ">)").statusCode());
    assertEquals(409, send("LOCK", "missing/new.docx", EXCLUSIVE).statusCode());
  }

  @Test
  void aMoveLeavesLocksBehind() throws Exception {
    put("a.txt", "one");
    String token = lock("a.txt", EXCLUSIVE, "0");
    assertEquals(
        201,
        send("MOVE", "a.txt", "", "Destination", path("b.txt"), "If", "(<" + token + ">)")
            .statusCode());
    assertEquals(204, put("b.txt", "two").statusCode());
  }

  @Test
  void aPersonsLockKeepsOthersOutAndNotTheirOwnPrograms() throws Exception {
    put("Team/a.txt", "one");
    HttpResponse<String> taken = send("LOCK", "Team/a.txt", "", "X-User-Lock", "1");
    assertEquals(200, taken.statusCode());
    assertTrue(taken.body().contains("<nc:lock>1</nc:lock>"), taken.body());
    assertTrue(taken.body().contains("<nc:lock-owner>anna</nc:lock-owner>"), taken.body());
    assertEquals(204, put("Team/a.txt", "two").statusCode());
    assertEquals(423, as(berts, "PUT", "Team/a.txt", "three").statusCode());
    assertEquals(423, as(berts, "LOCK", "Team/a.txt", "", "X-User-Lock", "1").statusCode());
    assertEquals(403, as(berts, "UNLOCK", "Team/a.txt", "", "X-User-Lock", "1").statusCode());
    HttpResponse<String> freed = send("UNLOCK", "Team/a.txt", "", "X-User-Lock", "1");
    assertTrue(freed.body().contains("<nc:lock>0</nc:lock>"), freed.body());
    assertEquals(204, as(berts, "PUT", "Team/a.txt", "three").statusCode());
  }

  @Test
  void conditionsOnStateAreLookedAt() throws Exception {
    put("a.txt", "one");
    String tag = etag("a.txt");
    assertEquals(412, send("PUT", "a.txt", "x", "If", "([\"stale\"])").statusCode());
    assertEquals(412, send("PUT", "a.txt", "x", "If", "(<opaquelocktoken:none>)").statusCode());
    assertEquals(204, send("PUT", "a.txt", "two", "If", "([" + tag + "])").statusCode());
    assertEquals(204, send("PUT", "a.txt", "three", "If", "(Not <DAV:no-lock>)").statusCode());
    assertEquals("three", send("GET", "a.txt", "").body());
  }

  private String lock(String file, String body, String depth) throws Exception {
    HttpResponse<String> answer = send("LOCK", file, body, "Depth", depth);
    assertEquals(200, answer.statusCode(), answer.body());
    return token(answer);
  }

  private static String token(HttpResponse<String> answer) {
    return answer.headers().firstValue("Lock-Token").orElseThrow().replaceAll("[<>]", "");
  }

  private static String discovery() {
    return "<d:propfind xmlns:d='DAV:'><d:prop><d:lockdiscovery/></d:prop></d:propfind>";
  }

  private HttpResponse<String> as(
      String who, String method, String file, String body, String... headers) throws Exception {
    authorization = who;
    try {
      String path = who.equals(annas) ? path(file) : path(file).replace("/anna/", "/bert/");
      return raw(method, path, body, headers);
    } finally {
      authorization = annas;
    }
  }
}
