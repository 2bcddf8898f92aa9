/// The workplace. Its rooms are the packages below; `ArchitectureTest` holds the law between them.
@NullMarked
package allmende;

import org.jspecify.annotations.NullMarked;
