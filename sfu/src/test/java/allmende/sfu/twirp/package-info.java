@NullMarked
package allmende.sfu.twirp;

import org.jspecify.annotations.NullMarked;
