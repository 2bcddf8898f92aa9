package allmende.bench;

import allmende.packaged.Endpoint;
import allmende.packaged.ProcessTree;

/// A server under measurement.
///
/// @param processes all of its processes, its database's included
record Peer(String name, Endpoint endpoint, ProcessTree processes) {
  /// The path of a file or folder below the person's root.
  String at(String path) {
    return endpoint.root() + "/" + path;
  }
}
