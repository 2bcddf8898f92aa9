/// What Nextcloud adds to WebDAV: chunks, bulk uploads, checksums, the OCS envelope.
@NullMarked
package allmende.protocols.nextcloud;

import org.jspecify.annotations.NullMarked;
