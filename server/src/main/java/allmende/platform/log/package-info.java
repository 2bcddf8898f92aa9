/// The form of the log's lines.
@NullMarked
package allmende.platform.log;

import org.jspecify.annotations.NullMarked;
