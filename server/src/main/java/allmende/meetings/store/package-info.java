/// Statements on the tables of meetings.
@NullMarked
package allmende.meetings.store;

import org.jspecify.annotations.NullMarked;
