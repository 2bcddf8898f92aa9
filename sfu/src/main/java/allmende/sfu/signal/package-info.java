/// LiveKit's signalling: how clients ask to join, and the messages that go to and fro.
@NullMarked
package allmende.sfu.signal;

import org.jspecify.annotations.NullMarked;
