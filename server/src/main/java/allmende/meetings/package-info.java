/// Video meetings: the keys that let people in; the engine that carries them is `allmende.sfu`.
@NullMarked
package allmende.meetings;

import org.jspecify.annotations.NullMarked;
