/// Identity as Nextcloud's clients ask for it.
@NullMarked
package allmende.identity.ocs;

import org.jspecify.annotations.NullMarked;
