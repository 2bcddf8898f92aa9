package allmende.files;

import allmende.protocols.xml.QName;
import org.jspecify.annotations.Nullable;

/// A property that a client invented (RFC 4918 §4: a dead one), kept as it came.
///
/// @param value XML that stands on its own
/// @param lang the language it is in, if the client told
public record Property(QName name, String value, @Nullable String lang) {}
