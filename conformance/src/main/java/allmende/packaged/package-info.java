/// Drives the packaged server from outside, as an administrator and a client would: by its command
/// line, its signals and its sockets. Knows nothing of the server's classes.
@NullMarked
package allmende.packaged;

import org.jspecify.annotations.NullMarked;
