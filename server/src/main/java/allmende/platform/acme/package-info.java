/// Certificates from an authority that the administrator names, by ACME (RFC 8555).
@NullMarked
package allmende.platform.acme;

import org.jspecify.annotations.NullMarked;
