/// Packets: one loop per core owns its sockets, its rooms' transports and tracks.
@NullMarked
package allmende.sfu.media;

import org.jspecify.annotations.NullMarked;
