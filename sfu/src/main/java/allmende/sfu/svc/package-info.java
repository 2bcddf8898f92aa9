/// Layers within one stream (VP9 and AV1 with the dependency descriptor): which frames one receiver
/// gets, and how its sequence numbers go on without those that it does not.
@NullMarked
package allmende.sfu.svc;

import org.jspecify.annotations.NullMarked;
