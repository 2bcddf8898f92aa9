/// PostgreSQL: embedded or named by URL, its pool and its migrations.
@NullMarked
package allmende.platform.database;

import org.jspecify.annotations.NullMarked;
