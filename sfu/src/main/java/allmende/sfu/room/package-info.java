/// Rooms, who is in them, what they publish and what they see. One writer per room.
@NullMarked
package allmende.sfu.room;

import org.jspecify.annotations.NullMarked;
