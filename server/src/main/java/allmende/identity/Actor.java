package allmende.identity;

import allmende.platform.problem.Problem;

/// Somebody who has proved who they are, by what, and with which client.
public record Actor(Account account, Credential credential, String client) {
  /// @throws Problem.Denied to everybody else
  public void requireAdministrator() {
    if (!account.administrator()) {
      throw new Problem.Denied("Only administrators may do this.");
    }
  }
}
