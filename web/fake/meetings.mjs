import { randomInt } from 'node:crypto';
import { empty, json, readJson } from './http.mjs';
import { denied, notFound, Problem } from './problems.mjs';

const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';

const part = () => Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

const show = ({ link, createdAt }) => ({ link, createdAt, lastUsedAt: createdAt, present: 0 });

function find(world, link) {
  const meeting = world.meetings.get(link);
  if (!meeting) throw notFound();
  return meeting;
}

const roleOf = (meeting, person) => (person ? (person.id === meeting.host ? 'host' : 'member') : 'guest');

/** What guests may call, too. There is no media here: nobody is ever in a meeting, so guests wait. */
export const meetRoutes = (world) => ({
  'GET /api/v1/meetings/:link': ({ response, session, params }) => {
    json(response, 200, { role: roleOf(find(world, params.link), session?.person) });
  },
  'POST /api/v1/meetings/:link/entry': async ({ request, response, session, params }) => {
    const meeting = find(world, params.link);
    const { name } = await readJson(request);
    if (session) {
      const role = roleOf(meeting, session.person);
      return json(response, 200, { state: 'admitted', token: 'none', identity: `person-${part()}`, role });
    }
    if (!/[\p{L}\p{N}]/u.test(name ?? '')) throw new Problem('invalid', 'A guest has a name.');
    json(response, 200, { state: 'waiting', token: null, identity: null, role: null });
  },
});

export const meetingRoutes = (world) => ({
  'GET /api/v1/meeting-rooms': ({ response, person }) => {
    if (!person.administrator) throw denied();
    json(response, 200, []);
  },
  'GET /api/v1/meetings': ({ response, person }) => {
    const mine = [...world.meetings.values()].filter((one) => one.host === person.id);
    json(response, 200, mine.map(show).reverse());
  },
  'POST /api/v1/meetings': ({ response, person }) => {
    const link = [part(), part(), part(), part()].join('-');
    const meeting = { link, host: person.id, createdAt: new Date().toISOString() };
    world.meetings.set(link, meeting);
    json(response, 201, show(meeting));
  },
  'DELETE /api/v1/meetings/:link': ({ response, person, params }) => {
    if (find(world, params.link).host !== person.id) throw denied();
    world.meetings.delete(params.link);
    empty(response);
  },
});
