/// The ledger as Nextcloud's clients ask for it.
@NullMarked
package allmende.ledger.ocs;

import org.jspecify.annotations.NullMarked;
