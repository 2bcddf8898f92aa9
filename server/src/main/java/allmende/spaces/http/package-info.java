/// The spaces' JSON edge; decides nothing.
@NullMarked
package allmende.spaces.http;

import org.jspecify.annotations.NullMarked;
