/** Prepares what a flow needs, through the same documented API and a signed-in person's cookie. */
export class Api {
  constructor(request, base, csrf) {
    Object.assign(this, { request, base, csrf });
  }

  static async signIn(request, base, { name, password }) {
    const answer = await request.post(`${base}/api/v1/session`, { data: { name, password } });
    if (!answer.ok()) throw new Error(`cannot sign in as ${name}: ${answer.status()}`);
    return new Api(request, base, (await answer.json()).csrf);
  }

  async call(method, path, { data, headers = {} } = {}) {
    const answer = await this.request.fetch(`${this.base}/api/v1${path}`, {
      method,
      data,
      headers: { 'X-Allmende-CSRF': this.csrf, ...headers },
    });
    const text = await answer.text();
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  async root() {
    const [personal] = await this.call('GET', '/spaces');
    return personal.root;
  }

  folder(parent, name) {
    return this.call('POST', `/nodes/${parent}/folders`, { data: { name } });
  }

  file(parent, name, content = name, modifiedAt = '2026-01-15T10:00:00Z') {
    return this.call('PUT', `/nodes/${parent}/children/${encodeURIComponent(name)}`, {
      data: Buffer.from(content),
      headers: { 'Content-Type': 'application/octet-stream', 'X-Modified-At': modifiedAt },
    });
  }
}
