package allmende.platform.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLinesTest {
  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Logger log;

  @BeforeEach
  void begin() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    JsonLines lines = new JsonLines();
    lines.setContext(context);
    lines.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(lines);
    appender.setOutputStream(out);
    appender.start();
    log = context.getLogger("house");
    log.addAppender(appender);
  }

  @AfterEach
  void end() {
    context.stop();
  }

  private List<JsonNode> lines() {
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }

  @Test
  void keysAndValuesAreFieldsAndNumbersStayNumbers() {
    log.atInfo().addKeyValue("status", 201).addKeyValue("request", "r1").log("answered {}", "ä");
    JsonNode line = lines().getFirst();
    assertEquals("answered ä", line.get("message").asString());
    assertEquals("INFO", line.get("level").asString());
    assertEquals("house", line.get("logger").asString());
    assertTrue(line.get("status").isInt());
    assertEquals("r1", line.get("request").asString());
    assertTrue(Instant.parse(line.get("time").asString()).isAfter(Instant.EPOCH));
    assertFalse(line.has("error"));
  }

  @Test
  void nobodyCanEndALineOrReplaceAField() {
    log.atWarn().addKeyValue("level", "none").log("one\n{\"message\":\"two\"}\u2028\u0000");
    assertEquals(1, lines().size());
    assertEquals(
        "one\n{\"message\":\"two\"}\u2028\u0000", lines().getFirst().get("message").asString());
    assertEquals("WARN", lines().getFirst().get("level").asString());
  }

  @Test
  void whatWasThrownIsInTheSameLine() {
    log.error("It failed.", new IllegalStateException("why"));
    assertEquals(1, lines().size());
    String error = lines().getFirst().get("error").asString();
    assertTrue(error.startsWith("java.lang.IllegalStateException: why"), error);
    assertTrue(error.contains("JsonLinesTest"), error);
  }

  @Test
  void thereAreTwoFormats() {
    assertEquals(LogFormat.TEXT, LogFormat.of("text"));
    assertEquals(LogFormat.JSON, LogFormat.of("json"));
    assertThrows(IllegalArgumentException.class, () -> LogFormat.of("xml"));
  }
}
