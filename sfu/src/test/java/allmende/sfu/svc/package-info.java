@NullMarked
package allmende.sfu.svc;

import org.jspecify.annotations.NullMarked;
