/// How much the way to a receiver bears: Google's congestion control, sender side
/// (draft-ietf-rmcat-gcc-02, with the trend line, the loss limit and the probes that browsers have
/// had since), without input, output or clock. Rates are in bit/s, times in nanoseconds of any
/// clock that only goes forward, unless a name says otherwise. Nothing is allocated for a packet.
@NullMarked
package allmende.sfu.cc;

import org.jspecify.annotations.NullMarked;
