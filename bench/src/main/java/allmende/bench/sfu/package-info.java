/// Media through our SFU and through Janus' VideoRoom, by the same headless clients in one run.
@NullMarked
package allmende.bench.sfu;

import org.jspecify.annotations.NullMarked;
