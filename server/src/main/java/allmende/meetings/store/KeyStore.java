package allmende.meetings.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Statements on the API keys.
public final class KeyStore {
  private final Jdbi jdbi;

  public KeyStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public void add(String name, String secret, Instant now) {
    jdbi.useHandle(handle ->
        handle.execute(
            "INSERT INTO meetings.api_key (name, secret, made_at) VALUES (?, ?, ?)",
            name,
            secret,
            now));
  }

  /// Of two processes that add the same key at once, one's secret is kept.
  public void addUnlessThere(String name, String secret, Instant now) {
    jdbi.useHandle(handle ->
        handle.execute(
            "INSERT INTO meetings.api_key (name, secret, made_at) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING",
            name,
            secret,
            now));
  }

  public Optional<String> secret(String name) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT secret FROM meetings.api_key WHERE name = ?")
            .bind(0, name)
            .mapTo(String.class)
            .findOne());
  }
}
