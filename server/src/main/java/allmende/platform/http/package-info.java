/// Jetty and Javalin, put together once: connectors, request ids, headers, who is calling from
/// where.
@NullMarked
package allmende.platform.http;

import org.jspecify.annotations.NullMarked;
