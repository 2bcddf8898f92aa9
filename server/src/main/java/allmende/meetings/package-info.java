/// Video meetings: who starts them, by which link and by which keys people come in; the engine that
/// carries them is `allmende.sfu`.
@NullMarked
package allmende.meetings;

import org.jspecify.annotations.NullMarked;
