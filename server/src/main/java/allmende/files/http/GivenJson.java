package allmende.files.http;

/// What somebody gave to others, in JSON: a link or a share.
sealed interface GivenJson permits LinkJson, ShareJson {
  String madeAt();
}
