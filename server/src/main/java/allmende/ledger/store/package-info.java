/// The ledger in PostgreSQL: SQL, and nothing that decides.
@NullMarked
package allmende.ledger.store;

import org.jspecify.annotations.NullMarked;
