/// Who people are and how they prove it: accounts, groups, sessions, app passwords, the login flow.
@NullMarked
package allmende.identity;

import org.jspecify.annotations.NullMarked;
