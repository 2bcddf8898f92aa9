const DESKTOP = 'Mozilla/5.0 (Linux) mirall/3.7.3-1+deb12u2 (Nextcloud, debian ClientArchitecture: x86_64)';

/**
 * Starts as a Nextcloud client does, with its user agent: it is told where to send the person, and may ask afterwards
 * whether access was granted.
 */
export async function beginFlow(stage) {
  const answer = await post(stage, '/index.php/login/v2');
  if (!answer.ok) throw new Error(`the login flow cannot start: ${answer.status}`);
  const { login, poll } = await answer.json();
  // The addresses may name a public host name that this machine cannot resolve.
  return {
    path: new URL(login).pathname,
    poll: () => post(stage, new URL(poll.endpoint).pathname, `token=${encodeURIComponent(poll.token)}`),
  };
}

function post(stage, path, body = '') {
  return fetch(stage.base + path, {
    method: 'POST',
    body,
    headers: { 'User-Agent': DESKTOP, 'Content-Type': 'application/x-www-form-urlencoded' },
  });
}
