/// The packaged server against other people's clients. `./allmende test conformance` runs this.
@NullMarked
package allmende.conformance;

import org.jspecify.annotations.NullMarked;
