/// Small XML documents from the network as trees, within limits and without DTDs.
@NullMarked
package allmende.protocols.xml;

import org.jspecify.annotations.NullMarked;
