@NullMarked
package allmende.sfu.media;

import org.jspecify.annotations.NullMarked;
