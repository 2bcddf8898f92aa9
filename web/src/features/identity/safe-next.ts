/**
 * Where to go after signing in, from an address that anyone may have written. Only paths of our own: anything else would
 * make the sign-in page a springboard for phishing.
 */
export function safeNext(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/';
}
