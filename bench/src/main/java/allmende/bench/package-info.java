/// Whole-process measurements of the packaged server, beside its peers.
@NullMarked
package allmende.bench;

import org.jspecify.annotations.NullMarked;
