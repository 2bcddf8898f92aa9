/// LiveKit's server API over Twirp: authorisation, methods, errors.
@NullMarked
package allmende.sfu.twirp;

import org.jspecify.annotations.NullMarked;
