/// The tree of folders and files in every space: who may see and change what, and what a change
/// leaves behind.
@NullMarked
package allmende.files;

import org.jspecify.annotations.NullMarked;
