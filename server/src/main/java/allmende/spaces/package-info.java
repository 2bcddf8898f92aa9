/// Who works together, with which role: personal spaces and team spaces.
@NullMarked
package allmende.spaces;

import org.jspecify.annotations.NullMarked;
