package allmende.sfu.media;

/// Who is let in by which name and password (RFC 8445 §5.3).
record Admission(String ufrag, IceKey key, Transport transport) {}
