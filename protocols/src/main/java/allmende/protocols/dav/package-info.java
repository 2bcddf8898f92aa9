/// WebDAV (RFC 4918, 5323) as Nextcloud clients speak it: requests as records, answers as bytes.
@NullMarked
package allmende.protocols.dav;

import org.jspecify.annotations.NullMarked;
