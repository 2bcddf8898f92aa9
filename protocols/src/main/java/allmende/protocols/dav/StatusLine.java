package allmende.protocols.dav;

/// The status line inside a multistatus (RFC 4918 §14.28). Clients read the number; the words are
/// for people.
final class StatusLine {
  private StatusLine() {}

  static String of(int status) {
    return "HTTP/1.1 " + status + " " + reason(status);
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 204 -> "No Content";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      case 412 -> "Precondition Failed";
      case 415 -> "Unsupported Media Type";
      case 423 -> "Locked";
      case 424 -> "Failed Dependency";
      case 500 -> "Internal Server Error";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 507 -> "Insufficient Storage";
      default -> "Status " + status;
    };
  }
}
