package allmende.files;

import java.net.URLConnection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a file is, as far as its name tells (IANA media types).
public final class MediaType {
  private static final String[][] KNOWN = {
    {"text/plain", "txt text log"},
    {"text/markdown", "md markdown"},
    {"text/csv", "csv"},
    {"text/html", "html htm"},
    {"text/css", "css"},
    {"text/javascript", "js mjs"},
    {"text/calendar", "ics"},
    {"text/vcard", "vcf"},
    {"application/json", "json"},
    {"application/xml", "xml"},
    {"application/pdf", "pdf"},
    {"application/rtf", "rtf"},
    {"application/epub+zip", "epub"},
    {"application/msword", "doc dot"},
    {"application/vnd.ms-excel", "xls xlt"},
    {"application/vnd.ms-powerpoint", "ppt pps pot"},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.template", "dotx"},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"},
    {"application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"},
    {"application/vnd.oasis.opendocument.text", "odt"},
    {"application/vnd.oasis.opendocument.text-template", "ott"},
    {"application/vnd.oasis.opendocument.spreadsheet", "ods"},
    {"application/vnd.oasis.opendocument.spreadsheet-template", "ots"},
    {"application/vnd.oasis.opendocument.presentation", "odp"},
    {"application/vnd.oasis.opendocument.graphics", "odg"},
    {"application/zip", "zip"},
    {"application/gzip", "gz tgz"},
    {"application/x-tar", "tar"},
    {"application/x-7z-compressed", "7z"},
    {"application/zstd", "zst"},
    {"image/png", "png"},
    {"image/jpeg", "jpg jpeg jpe"},
    {"image/gif", "gif"},
    {"image/bmp", "bmp"},
    {"image/webp", "webp"},
    {"image/avif", "avif"},
    {"image/heic", "heic heif"},
    {"image/tiff", "tif tiff"},
    {"image/svg+xml", "svg"},
    {"audio/mpeg", "mp3"},
    {"audio/ogg", "ogg oga opus"},
    {"audio/flac", "flac"},
    {"audio/wav", "wav"},
    {"audio/mp4", "m4a"},
    {"video/mp4", "mp4 m4v"},
    {"video/webm", "webm"},
    {"video/ogg", "ogv"},
    {"video/quicktime", "mov"},
    {"video/x-matroska", "mkv"},
  };

  private static final Map<String, String> BY_ENDING = byEnding();

  private MediaType() {}

  /// Empty for a name that tells nothing.
  public static Optional<String> of(String name) {
    int dot = name.lastIndexOf('.');
    if (dot < 0 || dot == name.length() - 1) {
      return Optional.empty();
    }
    String ending = name.substring(dot + 1).toLowerCase(Locale.ROOT);
    Optional<String> known = Optional.ofNullable(BY_ENDING.get(ending));
    // The JDK's table reads a name as an address: a "#" would begin a fragment.
    return known.isPresent()
        ? known
        : Optional.ofNullable(URLConnection.guessContentTypeFromName("x." + ending));
  }

  /// As [#of], or the type of mere bytes.
  public static String orBytes(String name) {
    return of(name).orElse("application/octet-stream");
  }

  private static Map<String, String> byEnding() {
    Map<String, String> types = new HashMap<>();
    for (String[] known : KNOWN) {
      for (String ending : known[1].split(" ")) {
        types.put(ending, known[0]);
      }
    }
    return Map.copyOf(types);
  }
}
