/// Makes every object, once, by constructor, and runs the command line. Nobody knows this package.
@NullMarked
package allmende.app;

import org.jspecify.annotations.NullMarked;
