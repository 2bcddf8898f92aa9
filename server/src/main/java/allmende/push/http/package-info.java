/// Nextcloud's notify_push over WebSocket.
@NullMarked
package allmende.push.http;

import org.jspecify.annotations.NullMarked;
