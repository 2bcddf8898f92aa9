package allmende.files;

import java.net.URLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What a file is, as far as its name tells (IANA media types).
public final class MediaType {
  private static final String[][] KNOWN = {
    {"text/plain", "txt text log conf ini"},
    {"text/markdown", "md markdown"},
    {"text/html", "html htm"},
    {"text/css", "css"},
    {"text/csv", "csv"},
    {"text/calendar", "ics"},
    {"text/vcard", "vcf"},
    {"text/xml", "xml xsd xsl"},
    {"text/x-java", "java"},
    {"text/x-python", "py"},
    {"text/x-shellscript", "sh"},
    {"text/javascript", "js mjs"},
    {"application/json", "json"},
    {"application/yaml", "yaml yml"},
    {"application/pdf", "pdf"},
    {"application/rtf", "rtf"},
    {"application/epub+zip", "epub"},
    {"application/postscript", "ps eps"},
    {"application/msword", "doc dot"},
    {"application/vnd.ms-excel", "xls xlt"},
    {"application/vnd.ms-powerpoint", "ppt pps pot"},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.template", "dotx"},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.template", "xltx"},
    {"application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"},
    {"application/vnd.openxmlformats-officedocument.presentationml.slideshow", "ppsx"},
    {"application/vnd.ms-word.document.macroEnabled.12", "docm"},
    {"application/vnd.ms-excel.sheet.macroEnabled.12", "xlsm"},
    {"application/vnd.ms-powerpoint.presentation.macroEnabled.12", "pptm"},
    {"application/vnd.visio", "vsd"},
    {"application/vnd.oasis.opendocument.text", "odt"},
    {"application/vnd.oasis.opendocument.spreadsheet", "ods"},
    {"application/vnd.oasis.opendocument.presentation", "odp"},
    {"application/vnd.oasis.opendocument.graphics", "odg"},
    {"application/vnd.oasis.opendocument.text-template", "ott"},
    {"application/vnd.oasis.opendocument.spreadsheet-template", "ots"},
    {"application/zip", "zip"},
    {"application/x-tar", "tar"},
    {"application/gzip", "gz tgz"},
    {"application/x-bzip2", "bz2"},
    {"application/x-xz", "xz"},
    {"application/zstd", "zst"},
    {"application/x-7z-compressed", "7z"},
    {"application/vnd.rar", "rar"},
    {"application/java-archive", "jar"},
    {"application/sql", "sql"},
    {"image/png", "png"},
    {"image/jpeg", "jpg jpeg jpe"},
    {"image/gif", "gif"},
    {"image/bmp", "bmp"},
    {"image/webp", "webp"},
    {"image/avif", "avif"},
    {"image/heic", "heic"},
    {"image/heif", "heif"},
    {"image/tiff", "tif tiff"},
    {"image/svg+xml", "svg"},
    {"image/vnd.adobe.photoshop", "psd"},
    {"image/x-icon", "ico"},
    {"audio/mpeg", "mp3"},
    {"audio/mp4", "m4a"},
    {"audio/aac", "aac"},
    {"audio/flac", "flac"},
    {"audio/ogg", "ogg oga opus"},
    {"audio/wav", "wav"},
    {"video/mp4", "mp4 m4v"},
    {"video/webm", "webm"},
    {"video/quicktime", "mov"},
    {"video/x-matroska", "mkv"},
    {"video/x-msvideo", "avi"},
    {"video/mpeg", "mpg mpeg"},
    {"video/ogg", "ogv"},
    {"font/woff", "woff"},
    {"font/woff2", "woff2"},
    {"font/ttf", "ttf"},
    {"font/otf", "otf"},
    {"message/rfc822", "eml"},
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

  /// The endings, without the dot, of the types that are wanted.
  static List<String> endings(Predicate<String> wanted) {
    return BY_ENDING.entrySet().stream()
        .filter(entry -> wanted.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
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
