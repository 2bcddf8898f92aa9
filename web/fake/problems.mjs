const STATUS = {
  invalid: 400,
  'signed-out': 401,
  denied: 403,
  csrf: 403,
  'not-found': 404,
  conflict: 409,
  exists: 409,
  'too-many-attempts': 429,
  'quota-exceeded': 507,
};

/** A failure that the API answers with; see docs/protocols/http.md for the codes. */
export class Problem extends Error {
  constructor(code, detail, headers = {}) {
    super(detail);
    this.code = code;
    this.status = STATUS[code];
    this.headers = headers;
  }

  body() {
    return JSON.stringify({
      type: 'about:blank',
      status: this.status,
      code: this.code,
      title: this.code,
      detail: this.message,
    });
  }
}

export const notFound = () => new Problem('not-found', 'There is no such thing, or you may not see it.');
export const denied = (detail = 'You may not do this.') => new Problem('denied', detail);
