package allmende.sfu.twirp;

import java.util.Locale;

/// Why a call failed (Twirp's wire protocol, version 7, "Error Codes").
enum TwirpCode {
  INVALID_ARGUMENT(400),
  MALFORMED(400),
  UNAUTHENTICATED(401),
  PERMISSION_DENIED(403),
  NOT_FOUND(404),
  BAD_ROUTE(404),
  DEADLINE_EXCEEDED(408),
  ABORTED(409),
  INTERNAL(500),
  UNIMPLEMENTED(501);

  private final int status;

  TwirpCode(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static TwirpCode ofStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHENTICATED;
      case 403 -> PERMISSION_DENIED;
      case 404 -> NOT_FOUND;
      case 408 -> DEADLINE_EXCEEDED;
      case 409 -> ABORTED;
      case 501 -> UNIMPLEMENTED;
      default -> INVALID_ARGUMENT;
    };
  }
}
