import { describe, expect, it } from 'vitest';
import { ApiProblem, codeOf, problemFrom } from './problem';

describe('problemFrom', () => {
  it('reads code, sentence and waiting time', () => {
    const body = '{"type":"about:blank","status":429,"code":"too-many-attempts","detail":"Slow down."}';
    const problem = problemFrom(429, body, '17');
    expect(problem).toMatchObject({
      code: 'too-many-attempts',
      message: 'Slow down.',
      retryAfterSeconds: 17,
    });
  });

  it('falls back to the status when a proxy answers with HTML', () => {
    expect(problemFrom(502, '<html>Bad gateway</html>', null).code).toBe('unavailable');
    expect(problemFrom(413, '', null).code).toBe('too-large');
  });

  it('does not take over a code it does not know', () => {
    expect(problemFrom(409, '{"code":"brand-new"}', null).code).toBe('unknown');
    expect(problemFrom(500, 'null', null).code).toBe('unknown');
  });

  it('ignores a Retry-After that is a date', () => {
    expect(problemFrom(429, '', 'Wed, 21 Oct 2026 07:28:00 GMT').retryAfterSeconds).toBeNull();
  });
});

describe('codeOf', () => {
  it('names anything else unknown', () => {
    expect(codeOf(new ApiProblem('locked', 423, ''))).toBe('locked');
    expect(codeOf(new TypeError('x'))).toBe('unknown');
  });
});
