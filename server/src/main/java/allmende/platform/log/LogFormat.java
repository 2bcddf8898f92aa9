package allmende.platform.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// For whom the log's lines are written.
public enum LogFormat {
  /// For people: what `logback.xml` says.
  TEXT,
  /// For machines: [JsonLines].
  JSON;

  /// @throws IllegalArgumentException with a sentence, for a format that there is not
  public static LogFormat of(String name) {
    return switch (name) {
      case "text" -> TEXT;
      case "json" -> JSON;
      default -> throw new IllegalArgumentException("log.format has to be text or json.");
    };
  }

  /// From now on the process writes its log in this form. For the start, before others log.
  public void use() {
    if (this == JSON && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      Iterator<Appender<ILoggingEvent>> appenders =
          context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
      while (appenders.hasNext()) {
        if (appenders.next() instanceof OutputStreamAppender<ILoggingEvent> appender) {
          JsonLines lines = new JsonLines();
          lines.setContext(context);
          lines.start();
          appender.setEncoder(lines);
        }
      }
    }
  }
}
