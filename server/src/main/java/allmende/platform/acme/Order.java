package allmende.platform.acme;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.exception.AcmeException;

/// The conversation with the authority that ends in a certificate (RFC 8555 section 7.4).
final class Order {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final AcmeSettings settings;
  private final Challenges challenges;

  Order(AcmeSettings settings, Challenges challenges) {
    this.settings = settings;
    this.challenges = challenges;
  }

  /// The authority refused, or did not get to an end; the message is a clause for the log.
  static final class Refused extends Exception {
    Refused(String clause) {
      super(clause);
    }
  }

  /// A certificate for this key, with those that vouch for it, the key's own first.
  List<X509Certificate> certificate(KeyPair key)
      throws AcmeException, IOException, GeneralSecurityException, InterruptedException, Refused {
    // The same key leads to the same account (section 7.3.1), so its address is kept nowhere.
    AccountBuilder account =
        new AccountBuilder().agreeToTermsOfService().useKeyPair(Keys.kept(settings.accountKey()));
    settings.contact().ifPresent(account::addContact);
    Login login = account.createLogin(new Session(settings.directory()));
    org.shredzone.acme4j.Order order = login.newOrder().domains(settings.names()).create();
    for (Authorization authorization : order.getAuthorizations()) {
      if (authorization.getStatus() != Status.VALID) {
        prove(authorization);
      }
    }
    if (order.waitUntilReady(PATIENCE) == Status.INVALID) {
      throw refused("the order was refused", order.getError());
    }
    order.execute(key);
    if (order.waitForCompletion(PATIENCE) != Status.VALID) {
      throw refused("the certificate was not issued", order.getError());
    }
    return order.getCertificate().getCertificateChain();
  }

  private void prove(Authorization authorization)
      throws AcmeException, InterruptedException, Refused {
    String name = authorization.getIdentifier().getDomain();
    Http01Challenge challenge =
        authorization
            .findChallenge(Http01Challenge.class)
            .orElseThrow(() -> new Refused("it offers no http-01 challenge for " + name));
    challenges.offer(challenge.getToken(), challenge.getAuthorization());
    try {
      challenge.trigger();
      if (challenge.waitForCompletion(PATIENCE) != Status.VALID) {
        throw refused("it could not confirm " + name, challenge.getError());
      }
    } finally {
      challenges.withdraw(challenge.getToken());
    }
  }

  private static Refused refused(String what, java.util.Optional<Problem> problem) {
    return new Refused(
        problem.flatMap(Problem::getDetail).map(detail -> what + ": " + detail).orElse(what));
  }
}
