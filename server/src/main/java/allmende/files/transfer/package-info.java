/// Contents on their way between the network and the disk, the same for every edge.
@NullMarked
package allmende.files.transfer;

import org.jspecify.annotations.NullMarked;
