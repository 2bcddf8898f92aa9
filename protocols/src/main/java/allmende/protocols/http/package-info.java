/// The parts of HTTP (RFC 9110, 6266) that a file server needs beyond its web server.
@NullMarked
package allmende.protocols.http;

import org.jspecify.annotations.NullMarked;
