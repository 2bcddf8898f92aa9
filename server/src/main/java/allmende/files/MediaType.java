package allmende.files;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/// What kind of content a file's name promises. The ending alone decides: what a file says of
/// itself could be a lie that a browser acts upon.
public final class MediaType {
  /// Of a name that promises nothing.
  public static final String UNKNOWN = "application/octet-stream";

  private static final Map<String, String> BY_ENDING = new HashMap<>();

  static {
    add("text/plain", "txt text log conf ini");
    add("text/markdown", "md markdown");
    add("text/html", "html htm");
    add("text/css", "css");
    add("text/csv", "csv");
    add("text/calendar", "ics");
    add("text/vcard", "vcf");
    add("text/xml", "xml xsd xsl");
    add("text/x-java", "java");
    add("text/x-python", "py");
    add("text/x-shellscript", "sh");
    add("text/javascript", "js mjs");
    add("application/json", "json");
    add("application/yaml", "yaml yml");
    add("application/pdf", "pdf");
    add("application/rtf", "rtf");
    add("application/epub+zip", "epub");
    add("application/postscript", "ps eps");
    add("application/msword", "doc dot");
    add("application/vnd.ms-excel", "xls xlt");
    add("application/vnd.ms-powerpoint", "ppt pps pot");
    add("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx");
    add("application/vnd.openxmlformats-officedocument.wordprocessingml.template", "dotx");
    add("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");
    add("application/vnd.openxmlformats-officedocument.spreadsheetml.template", "xltx");
    add("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx");
    add("application/vnd.openxmlformats-officedocument.presentationml.slideshow", "ppsx");
    add("application/vnd.ms-word.document.macroEnabled.12", "docm");
    add("application/vnd.ms-excel.sheet.macroEnabled.12", "xlsm");
    add("application/vnd.ms-powerpoint.presentation.macroEnabled.12", "pptm");
    add("application/vnd.visio", "vsd");
    add("application/vnd.oasis.opendocument.text", "odt");
    add("application/vnd.oasis.opendocument.spreadsheet", "ods");
    add("application/vnd.oasis.opendocument.presentation", "odp");
    add("application/vnd.oasis.opendocument.graphics", "odg");
    add("application/vnd.oasis.opendocument.text-template", "ott");
    add("application/vnd.oasis.opendocument.spreadsheet-template", "ots");
    add("application/zip", "zip");
    add("application/x-tar", "tar");
    add("application/gzip", "gz tgz");
    add("application/x-bzip2", "bz2");
    add("application/x-xz", "xz");
    add("application/zstd", "zst");
    add("application/x-7z-compressed", "7z");
    add("application/vnd.rar", "rar");
    add("application/java-archive", "jar");
    add("application/sql", "sql");
    add("image/png", "png");
    add("image/jpeg", "jpg jpeg jpe");
    add("image/gif", "gif");
    add("image/bmp", "bmp");
    add("image/webp", "webp");
    add("image/avif", "avif");
    add("image/heic", "heic");
    add("image/heif", "heif");
    add("image/tiff", "tif tiff");
    add("image/svg+xml", "svg");
    add("image/vnd.adobe.photoshop", "psd");
    add("image/x-icon", "ico");
    add("audio/mpeg", "mp3");
    add("audio/mp4", "m4a");
    add("audio/aac", "aac");
    add("audio/flac", "flac");
    add("audio/ogg", "ogg oga opus");
    add("audio/wav", "wav");
    add("video/mp4", "mp4 m4v");
    add("video/webm", "webm");
    add("video/quicktime", "mov");
    add("video/x-matroska", "mkv");
    add("video/x-msvideo", "avi");
    add("video/mpeg", "mpg mpeg");
    add("video/ogg", "ogv");
    add("font/woff", "woff");
    add("font/woff2", "woff2");
    add("font/ttf", "ttf");
    add("font/otf", "otf");
    add("message/rfc822", "eml");
  }

  private MediaType() {}

  /// The type by a file's name; [#UNKNOWN] when it promises nothing.
  public static String of(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? UNKNOWN
        : BY_ENDING.getOrDefault(name.substring(dot + 1).toLowerCase(Locale.ROOT), UNKNOWN);
  }

  /// The endings, without the dot, of the types that are wanted.
  static List<String> endings(Predicate<String> wanted) {
    return BY_ENDING.entrySet().stream()
        .filter(entry -> wanted.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static void add(String type, String endings) {
    for (String ending : endings.split(" ", -1)) {
      BY_ENDING.put(ending, type);
    }
  }
}
