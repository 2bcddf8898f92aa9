@NullMarked
package allmende.sfu.sctp;

import org.jspecify.annotations.NullMarked;
