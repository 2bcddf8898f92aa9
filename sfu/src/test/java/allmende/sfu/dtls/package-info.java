@NullMarked
package allmende.sfu.dtls;

import org.jspecify.annotations.NullMarked;
