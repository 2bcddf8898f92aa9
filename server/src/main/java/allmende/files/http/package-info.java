/// Files as `docs/protocols/http.md` promises them to the pages.
@NullMarked
package allmende.files.http;

import org.jspecify.annotations.NullMarked;
