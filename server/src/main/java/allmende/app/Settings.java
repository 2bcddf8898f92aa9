package allmende.app;

import allmende.files.KeepingTimes;
import allmende.platform.acme.AcmeSettings;
import allmende.platform.database.DatabaseSettings;
import allmende.platform.http.HttpSettings;
import allmende.platform.log.LogFormat;
import allmende.platform.office.OfficeToPdf;
import allmende.sfu.SfuSettings;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Every setting, read once: `reference.conf`, then `DIR/allmende.conf`, then the environment.
///
/// @param data the data folder
/// @param log the form of the log's lines
/// @param http how to meet the network
/// @param acme whom to ask for a certificate
/// @param database which PostgreSQL to use
/// @param longestLock how long a lock lasts without a refresh
/// @param previews what small pictures may cost
/// @param documents who turns office documents into PDF, and what that may cost
/// @param keeping how long things are kept that nobody needs any more
/// @param meetings how meetings meet the network
record Settings(
    Path data,
    LogFormat log,
    HttpSettings http,
    Optional<AcmeSettings> acme,
    DatabaseSettings database,
    Duration longestLock,
    PreviewSettings previews,
    DocumentSettings documents,
    KeepingTimes keeping,
    MeetingSettings meetings) {
  private static final String PREFIX = "ALLMENDE_";

  /// What the launcher reads itself, before there is a process to set.
  private static final Set<String> LAUNCHER = Set.of("ALLMENDE_HEAP");

  /// @throws Misconfigured with a sentence that names the setting
  static Settings load(Path data, Map<String, String> environment) {
    try {
      Config reference = ConfigFactory.parseResources("reference.conf").resolve();
      Config file = ConfigFactory.parseFile(data.resolve("allmende.conf").toFile()).resolve();
      Set<String> known = names(reference);
      for (String name : names(file)) {
        if (!known.contains(name)) {
          throw new Misconfigured("There is no setting '" + name + "' (in allmende.conf).");
        }
      }
      return of(
          data, fromEnvironment(environment, reference).withFallback(file).withFallback(reference));
    } catch (ConfigException e) {
      throw new Misconfigured("A setting cannot be read: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new Misconfigured("A setting does not fit: " + e.getMessage());
    }
  }

  /// @throws Misconfigured for what is no place to listen at
  Settings listening(String address) {
    try {
      return new Settings(
          data,
          log,
          http.listening(address),
          acme,
          database,
          longestLock,
          previews,
          documents,
          keeping,
          meetings);
    } catch (IllegalArgumentException e) {
      throw new Misconfigured(String.valueOf(e.getMessage()));
    }
  }

  private static Settings of(Path data, Config config) {
    Config http = config.getConfig("http");
    Config database = config.getConfig("database");
    Optional<AcmeSettings> acme = acme(data, config);
    Optional<Path> issued = acme.map(AcmeSettings::certificate);
    return new Settings(
        data,
        LogFormat.of(config.getString("log.format")),
        new HttpSettings(
            http.getStringList("listen"),
            http.getStringList("trusted-proxies"),
            issued.or(() -> path(http, "certificate")),
            issued.or(() -> path(http, "key")),
            http.getBoolean("local-authority")
                ? Optional.of(data.resolve("authority"))
                : Optional.empty(),
            http.getStringList("local-names"),
            http.getDuration("idle-timeout"),
            Math.toIntExact(http.getBytes("max-header")),
            http.getBytes("max-json"),
            true,
            32,
            Optional.of(http.getString("metrics-token")).filter(token -> !token.isEmpty())),
        acme,
        new DatabaseSettings(
            database.getString("url"),
            database.getString("user"),
            database.getString("password"),
            database.getInt("connections")),
        config.getDuration("files.longest-lock"),
        new PreviewSettings(
            config.getBytes("previews.room"), atLeastOne(config.getInt("previews.at-once"))),
        new DocumentSettings(
            config.getString("documents.converter"),
            config.getBytes("documents.room"),
            config.getBytes("documents.largest"),
            new OfficeToPdf.Limits(
                config.getBytes("documents.memory"),
                config.getDuration("documents.time"),
                config.getBytes("documents.largest-result"))),
        new KeepingTimes(
            config.getDuration("files.collector-grace"),
            Duration.ofDays(config.getInt("files.trash-days")),
            Duration.ofHours(config.getInt("files.upload-hours"))),
        meetings(config.getConfig("meetings")));
  }

  private static MeetingSettings meetings(Config meetings) {
    List<URI> webhooks = meetings.getStringList("webhooks").stream().map(URI::create).toList();
    String key = meetings.getString("webhook-key");
    if (!webhooks.isEmpty() && key.isEmpty()) {
      throw new IllegalArgumentException("meetings.webhooks needs meetings.webhook-key.");
    }
    return new MeetingSettings(
        media(meetings), webhooks, key, Duration.ofDays(meetings.getInt("link-days")));
  }

  private static SfuSettings media(Config meetings) {
    int loops = meetings.getInt("loops");
    return new SfuSettings(
        meetings.getInt("udp-port"),
        loops == 0 ? Runtime.getRuntime().availableProcessors() : loops,
        MediaAddresses.of(meetings.getStringList("addresses")),
        Optional.of(meetings.getString("public-address")).filter(text -> !text.isEmpty()),
        new SfuSettings.Tcp(
            meetings.getInt("tcp-port"),
            meetings.getIntList("shared-tcp-ports"),
            meetings.getInt("waiting-connections")),
        new SfuSettings.Turn(
            meetings.getInt("turn-udp-port"),
            meetings.getStringList("turn-tls"),
            meetings.getDuration("turn-login"),
            meetings.getInt("turn-relays"),
            meetings.getInt("turn-relays-of-one")),
        meetings.getInt("participants"));
  }

  private static Optional<AcmeSettings> acme(Path data, Config config) {
    Config acme = config.getConfig("acme");
    if (acme.getString("directory").isEmpty()) {
      return Optional.empty();
    }
    if (!config.getString("http.certificate").isEmpty()
        || config.getBoolean("http.local-authority")) {
      throw new IllegalArgumentException(
          "acme.directory goes neither with http.certificate nor with http.local-authority.");
    }
    if (!acme.getBoolean("terms-agreed")) {
      throw new IllegalArgumentException(
          "acme.terms-agreed has to be true, once you have read the authority's terms of service.");
    }
    return Optional.of(
        new AcmeSettings(
            URI.create(acme.getString("directory")),
            acme.getStringList("names"),
            Optional.of(acme.getString("contact")).filter(contact -> !contact.isEmpty()),
            data.resolve("acme")));
  }

  private static int atLeastOne(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("previews.at-once has to be 1 at the least.");
    }
    return number;
  }

  private static Optional<Path> path(Config config, String name) {
    return Optional.of(config.getString(name)).filter(text -> !text.isEmpty()).map(Path::of);
  }

  private static Config fromEnvironment(Map<String, String> environment, Config reference) {
    Map<String, String> variables =
        names(reference).stream().collect(Collectors.toMap(Settings::variable, name -> name));
    Config config = ConfigFactory.empty();
    for (Map.Entry<String, String> entry : environment.entrySet()) {
      String variable = entry.getKey();
      if (variable.startsWith(PREFIX) && !LAUNCHER.contains(variable)) {
        String name = variables.get(variable);
        if (name == null) {
          throw new Misconfigured("There is no setting for the variable " + variable + ".");
        }
        Object value =
            reference.getValue(name).unwrapped() instanceof List<?>
                ? Arrays.asList(entry.getValue().split("\\s*,\\s*", -1))
                : entry.getValue();
        config = config.withValue(name, ConfigValueFactory.fromAnyRef(value));
      }
    }
    return config;
  }

  static String variable(String name) {
    return PREFIX + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static Set<String> names(Config config) {
    return config.entrySet().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  /// What small pictures of images may cost.
  ///
  /// @param room in bytes, on disk
  /// @param atOnce how many are made at the same time
  record PreviewSettings(long room, int atOnce) {}

  /// Who turns office documents into PDF, and what that may cost.
  ///
  /// @param converter a program's path; empty for the first on `PATH`; `none` for nobody
  /// @param room in bytes, on disk
  /// @param largest the largest document that is tried, in bytes
  record DocumentSettings(String converter, long room, long largest, OfficeToPdf.Limits limits) {}

  /// How meetings meet the network.
  ///
  /// @param webhooks who is told of what happens in them
  /// @param webhookKey the API key that proves it is us
  /// @param linksKept how long a link leads to a meeting that nobody comes to; zero for ever
  record MeetingSettings(
      SfuSettings media, List<URI> webhooks, String webhookKey, Duration linksKept) {}

  /// The start cannot go on; the message is for the administrator.
  static final class Misconfigured extends RuntimeException {
    Misconfigured(String sentence) {
      super(sentence, null, false, false);
    }
  }
}
