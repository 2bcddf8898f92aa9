package allmende.sfu.media;

/// How packets of one encoding become packets of one stream that is sent, from one key frame to the
/// next change. Nothing is left out in between, so that what has been sent can be found again.
///
/// @param first the sequence number, as it is sent and without coming round, that it begins with
/// @param sequence added to sequence numbers
/// @param timestamp added to timestamps
/// @param picture added to picture ids, and to the counter of the lowest temporal layer (RFC 7741
///   §4.2)
record Mapping(UpStream stream, long first, long sequence, int timestamp, int picture, int tl0) {}
