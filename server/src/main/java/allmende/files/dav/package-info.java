/// WebDAV and what Nextcloud adds to it: bytes to records, one call, and back.
@NullMarked
package allmende.files.dav;

import org.jspecify.annotations.NullMarked;
