const DESKTOP = 'Mozilla/5.0 (Linux) mirall/3.7.3-1+deb12u2 (Nextcloud, debian ClientArchitecture: x86_64)';

/** Starts as a Nextcloud client does, with its user agent, and is told where to send the person. */
export async function beginFlow(stage) {
  const context = await stage.browser.newContext();
  const answer = await context.request.post(`${stage.base}/index.php/login/v2`, {
    headers: { 'User-Agent': DESKTOP },
  });
  if (!answer.ok()) throw new Error(`the login flow cannot start: ${answer.status()}`);
  const { login } = await answer.json();
  await context.close();
  // The address may name a public host name that this machine cannot resolve.
  return new URL(login).pathname;
}
