/** The stable codes of docs/protocols/http.md, and two that only a page can meet. */
const CODES = [
  'invalid',
  'signed-out',
  'denied',
  'csrf',
  'not-found',
  'timed-out',
  'conflict',
  'exists',
  'precondition-failed',
  'too-large',
  'locked',
  'too-many-attempts',
  'unavailable',
  'quota-exceeded',
  'storage-full',
  'network',
  'unknown',
] as const;

export type ProblemCode = (typeof CODES)[number];

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly code: ProblemCode,
    readonly status: number,
    detail: string,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(detail);
  }
}

/** Turns any answer that is no success into an ApiProblem, also one that some proxy wrote as HTML. */
export function problemFrom(status: number, body: string, retryAfter: string | null): ApiProblem {
  const { code, detail } = parse(body);
  const seconds = Number.parseInt(retryAfter ?? '', 10);
  return new ApiProblem(code ?? codeOfStatus(status), status, detail, Number.isNaN(seconds) ? null : seconds);
}

export function codeOf(error: unknown): ProblemCode {
  return error instanceof ApiProblem ? error.code : 'unknown';
}

function parse(body: string): { code: ProblemCode | null; detail: string } {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null) return { code: null, detail: '' };
    const fields = value as { code?: unknown; detail?: unknown };
    const code = CODES.find((one) => one === fields.code) ?? null;
    return { code, detail: typeof fields.detail === 'string' ? fields.detail : '' };
  } catch {
    return { code: null, detail: '' };
  }
}

function codeOfStatus(status: number): ProblemCode {
  switch (status) {
    case 400:
      return 'invalid';
    case 401:
      return 'signed-out';
    case 403:
      return 'denied';
    case 404:
      return 'not-found';
    case 408:
      return 'timed-out';
    case 413:
      return 'too-large';
    case 429:
      return 'too-many-attempts';
    case 502:
    case 503:
    case 504:
      return 'unavailable';
    case 507:
      return 'storage-full';
    default:
      return 'unknown';
  }
}
