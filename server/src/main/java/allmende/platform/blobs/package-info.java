/// Content-addressed files: written once, fsynced, verified.
@NullMarked
package allmende.platform.blobs;

import org.jspecify.annotations.NullMarked;
