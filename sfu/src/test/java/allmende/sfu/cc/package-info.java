@NullMarked
package allmende.sfu.cc;

import org.jspecify.annotations.NullMarked;
