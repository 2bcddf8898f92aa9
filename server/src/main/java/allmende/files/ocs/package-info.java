/// What Nextcloud clients ask before and beside WebDAV.
@NullMarked
package allmende.files.ocs;

import org.jspecify.annotations.NullMarked;
