/// The one family of failures that a capability may answer with.
@NullMarked
package allmende.platform.problem;

import org.jspecify.annotations.NullMarked;
