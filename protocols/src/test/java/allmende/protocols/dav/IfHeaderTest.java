package allmende.protocols.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Fuzz;
import allmende.protocols.dav.IfHeader.Condition;
import allmende.protocols.dav.IfHeader.ResourceState;
import allmende.protocols.dav.IfHeader.TaggedList;
import allmende.protocols.http.MalformedHeader;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IfHeaderTest {
  private static final String TOKEN = "urn:uuid:181d4fae-7d8c-11d0-a765-00a0c91e6bf2";

  @Test
  void untaggedListsOfRfc4918Section10() throws Exception {
    IfHeader header =
        IfHeader.parse("(<" + TOKEN + "> [\"I am an ETag\"]) ([\"I am another ETag\"])");
    assertEquals(
        List.of(
            new TaggedList(
                null,
                List.of(
                    new Condition(false, TOKEN, null, false),
                    new Condition(false, null, "I am an ETag", false))),
            new TaggedList(null, List.of(new Condition(false, null, "I am another ETag", false)))),
        header.lists());
    assertTrue(header.matches(_ -> new ResourceState("I am an ETag", Set.of(TOKEN))));
    assertTrue(header.matches(_ -> new ResourceState("I am another ETag", Set.of())));
    assertFalse(header.matches(_ -> new ResourceState("I am an ETag", Set.of())));
    assertFalse(header.matches(_ -> new ResourceState(null, Set.of(TOKEN))));
  }

  @Test
  void notAndNoLock() throws Exception {
    IfHeader header = IfHeader.parse("(Not <" + TOKEN + "> <urn:other>) (Not <DAV:no-lock>)");
    assertTrue(header.matches(_ -> new ResourceState(null, Set.of())));
    assertEquals(Set.of("urn:other"), header.submittedTokens());
    assertFalse(
        IfHeader.parse("(<DAV:no-lock>)").matches(_ -> new ResourceState("x", Set.of(TOKEN))));
    assertFalse(
        IfHeader.parse("(Not<" + TOKEN + ">)")
            .matches(_ -> new ResourceState(null, Set.of(TOKEN))));
  }

  @Test
  void tagsNameTheResourceForEveryListThatFollows() throws Exception {
    IfHeader header =
        IfHeader.parse("</specs/> (<urn:a>) ([\"b\"])\t<http://x/other> (Not [W/\"c\"])");
    assertEquals(
        List.of("/specs/", "/specs/", "http://x/other"),
        header.lists().stream().map(list -> Objects.requireNonNull(list.resource())).toList());
    assertEquals(
        new Condition(true, null, "c", true), header.lists().get(2).conditions().getFirst());
    assertFalse(
        header.matches(resource ->
            new ResourceState("http://x/other".equals(resource) ? "c" : null, Set.of())));
    assertTrue(
        header.matches(
            resource -> new ResourceState("/specs/".equals(resource) ? "b" : "c", Set.of())));
  }

  @Test
  void theDesktopClientsOverwriteGuard() throws Exception {
    IfHeader header = IfHeader.parse("</remote.php/dav/files/anna/big.bin> ([\"5f3a\"])");
    assertTrue(
        header.matches(path ->
            new ResourceState(
                "/remote.php/dav/files/anna/big.bin".equals(path) ? "5f3a" : null, Set.of())));
    assertTrue(header.submittedTokens().isEmpty());
  }

  @Test
  void refusesWhatTheGrammarDoesNotKnow() {
    for (String bad :
        List.of(
            "",
            " ",
            "()",
            "(",
            ")",
            "(<a>",
            "<a>",
            "<a> <b> (<c>)",
            "(<a>) <b> (<c>)",
            "(<a>) <b>",
            "<a> (<b>) <c>",
            "(a)",
            "([\"a)",
            "([\"a\"b])",
            "(<>)",
            "([])",
            "(Not)",
            "(Not Not <a>)",
            "(<a>) x",
            "(<a>), (<b>)",
            "(<a<b>)",
            "([\"a\"] ])",
            "(<a>)".repeat(257))) {
      assertThrows(MalformedHeader.class, () -> IfHeader.parse(bad), bad);
    }
  }

  @Test
  void survivesDamage() {
    Fuzz.text(
        List.of(
            "(<urn:a> [\"b\"]) (Not <urn:c>)",
            "</x> (<urn:a>) ([W/\"b\"]) <http://y/z> (Not <DAV:no-lock>)"),
        List.of(MalformedHeader.class),
        text -> {
          IfHeader header = IfHeader.parse(text);
          header.matches(_ -> new ResourceState("b", Set.of("urn:a")));
          assertFalse(header.lists().isEmpty());
        });
  }
}
