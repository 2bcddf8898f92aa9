package allmende.sfu.sctp;

/// A channel of messages (RFC 8831), named by the stream that it has in both directions.
public record DataChannel(
    int stream, String label, String protocol, boolean ordered, Reliability reliability) {}
