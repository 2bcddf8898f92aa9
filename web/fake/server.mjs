import { createServer } from 'node:http';
import { detailRoutes } from './details.mjs';
import { fileRoutes } from './files.mjs';
import { groupRoutes } from './groups.mjs';
import { problem, router } from './http.mjs';
import { followLink } from './links.mjs';
import { meetingRoutes, meetRoutes } from './meetings.mjs';
import { servePage } from './pages.mjs';
import { openRoutes, peopleRoutes } from './people.mjs';
import { Problem } from './problems.mjs';
import { shareRoutes, visitRoutes } from './shares.mjs';
import { spaceRoutes } from './spaces.mjs';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** docs/protocols/http.md in memory, with the built pages beside it. */
export function fakeServer(world) {
  const open = router({ ...openRoutes(world), ...meetRoutes(world), ...visitRoutes(world) });
  const closed = router({
    ...peopleRoutes(world),
    ...groupRoutes(world),
    ...spaceRoutes(world),
    ...fileRoutes(world),
    ...detailRoutes(world),
    ...shareRoutes(world),
    ...meetingRoutes(world),
  });

  async function answer(request, response) {
    const origin = `http://${request.headers.host}`;
    const url = new URL(request.url, origin);
    const session = sessionOf(world, request);
    const call = { request, response, session, person: session?.person, query: url.searchParams, origin };
    const free = open(request.method, url.pathname);
    if (free) return free.handle({ ...call, params: free.params });
    const link = /^(?:\/index\.php)?\/f\/([0-9]+)$/.exec(url.pathname);
    if (link) return followLink(world, session, link[1], response);
    if (!url.pathname.startsWith('/api/')) return servePage(url.pathname, response);
    const match = closed(request.method, url.pathname);
    if (!match) throw new Problem('not-found', 'There is no such call.');
    if (!session) throw new Problem('signed-out', 'Please sign in.');
    if (!SAFE.includes(request.method) && request.headers['x-allmende-csrf'] !== session.csrf) {
      throw new Problem('csrf', 'The request did not come from our own page.');
    }
    return match.handle({ ...call, params: match.params });
  }

  return createServer((request, response) => {
    answer(request, response).catch((error) => {
      if (!(error instanceof Problem)) throw error;
      request.resume();
      problem(response, error);
    });
  });
}

function sessionOf(world, request) {
  const cookie = /allmende_session=([^;]+)/.exec(request.headers.cookie ?? '');
  return cookie ? world.sessions.get(cookie[1]) : undefined;
}

/** Starts on a free port unless one is named, and says where. */
export function listen(world, port = 0) {
  const server = fakeServer(world);
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      resolve({ url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() });
    });
  });
}
