@NullMarked
package allmende.sfu.udp;

import org.jspecify.annotations.NullMarked;
