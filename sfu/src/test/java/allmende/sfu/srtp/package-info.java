@NullMarked
package allmende.sfu.srtp;

import org.jspecify.annotations.NullMarked;
