/// UDP as a media loop needs it: many datagrams to a system call, nothing allocated for any.
@NullMarked
package allmende.sfu.udp;

import org.jspecify.annotations.NullMarked;
