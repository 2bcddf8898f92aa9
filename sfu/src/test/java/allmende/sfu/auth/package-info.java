@NullMarked
package allmende.sfu.auth;

import org.jspecify.annotations.NullMarked;
