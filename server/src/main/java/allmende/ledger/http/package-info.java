/// The ledger as the pages ask for it.
@NullMarked
package allmende.ledger.http;

import org.jspecify.annotations.NullMarked;
