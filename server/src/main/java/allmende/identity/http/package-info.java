/// Identity's JSON and login-flow edge; decides nothing.
@NullMarked
package allmende.identity.http;

import org.jspecify.annotations.NullMarked;
