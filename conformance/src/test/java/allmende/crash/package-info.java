/// Kills the packaged server and its database at random moments under load. `./allmende test crash`
/// runs this.
@NullMarked
package allmende.crash;

import org.jspecify.annotations.NullMarked;
