/// Work in the background, taken by one process at a time.
@NullMarked
package allmende.platform.jobs;

import org.jspecify.annotations.NullMarked;
