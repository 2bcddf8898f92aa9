/// Who may do what: access tokens and their grants.
@NullMarked
package allmende.sfu.auth;

import org.jspecify.annotations.NullMarked;
