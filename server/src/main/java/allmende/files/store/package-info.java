/// The tree in PostgreSQL: SQL, and nothing that decides.
@NullMarked
package allmende.files.store;

import org.jspecify.annotations.NullMarked;
