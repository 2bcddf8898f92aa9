/// Office documents as PDF, by a program of others that is trusted with nothing.
@NullMarked
package allmende.platform.office;

import org.jspecify.annotations.NullMarked;
