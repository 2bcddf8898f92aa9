/// Small pictures of large ones, with limits on what a file may cost that claims to be an image.
@NullMarked
package allmende.platform.images;

import org.jspecify.annotations.NullMarked;
