/// LiveKit's server API: moves bytes between other programs and the engine.
@NullMarked
package allmende.meetings.twirp;

import org.jspecify.annotations.NullMarked;
