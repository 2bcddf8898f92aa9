/// What happened to which data, when, by whom, through which client, by which right.
@NullMarked
package allmende.ledger;

import org.jspecify.annotations.NullMarked;
