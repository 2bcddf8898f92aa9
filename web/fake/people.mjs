import { empty, json, readBody, readJson } from './http.mjs';
import { denied, notFound, Problem } from './problems.mjs';
import { secret } from './world.mjs';

const TRIES = 5;
const WAIT_SECONDS = 30;

export function show(person) {
  const { id, name, displayName, email, language, administrator } = person;
  return { id, name, displayName, email, language, administrator };
}

function needAdministrator({ person }) {
  if (!person.administrator) throw denied();
}

function start(world, response, person) {
  const id = secret();
  const session = { id, csrf: secret(), person };
  world.sessions.set(id, session);
  const cookie = `allmende_session=${id}; Path=/; HttpOnly; SameSite=Lax`;
  json(response, 200, shown(session), { 'Set-Cookie': cookie });
}

function shown(session) {
  return { signedIn: true, setup: false, csrf: session.csrf, person: show(session.person) };
}

function checkAttempts(world, name) {
  const entry = world.attempts.get(name);
  const left = entry ? Math.ceil((entry.until - Date.now()) / 1000) : 0;
  if (entry?.count >= TRIES && left > 0) {
    throw new Problem('too-many-attempts', 'Too many attempts.', { 'Retry-After': String(left) });
  }
}

function countAttempt(world, name) {
  const count = (world.attempts.get(name)?.count ?? 0) + 1;
  world.attempts.set(name, { count, until: Date.now() + WAIT_SECONDS * 1000 });
}

/** Calls that need no session. */
export const openRoutes = (world) => ({
  'GET /api/v1/session': ({ response, session }) => {
    if (session) json(response, 200, shown(session));
    else json(response, 200, { signedIn: false, setup: world.people.size === 0 });
  },
  'POST /api/v1/session': async ({ request, response }) => {
    const { name, password } = await readJson(request);
    checkAttempts(world, name);
    const person = world.personNamed(name);
    if (person?.password !== password || !person) {
      countAttempt(world, name);
      throw new Problem('signed-out', 'The name or the password is wrong.');
    }
    world.attempts.delete(name);
    start(world, response, person);
  },
  'POST /api/v1/first-administrator': async ({ request, response }) => {
    const { token, ...rest } = await readJson(request);
    if (world.people.size > 0 || token !== world.welcomeToken)
      throw denied('This link has been used or is wrong.');
    start(world, response, world.addPerson({ ...rest, administrator: true }));
  },
  // The client's part of Nextcloud's login flow v2.
  'POST /index.php/login/v2': ({ request, response, origin }) => {
    const token = secret();
    world.flows.set(token, {
      client: request.headers['user-agent'] ?? '',
      createdAt: new Date().toISOString(),
      granted: null,
    });
    const poll = { token, endpoint: `${origin}/index.php/login/v2/poll` };
    json(response, 200, { poll, login: `${origin}/login/flow/${token}` });
  },
  'POST /index.php/login/v2/poll': async ({ request, response, origin }) => {
    const token = new URLSearchParams((await readBody(request)).toString()).get('token');
    const flow = world.flows.get(token);
    if (!flow?.granted) throw notFound();
    world.flows.delete(token);
    const { secret: appPassword } = addAppPassword(world, flow.granted, 'Nextcloud Desktop (Linux)');
    json(response, 200, { server: origin, loginName: flow.granted.name, appPassword });
  },
});

export const peopleRoutes = (world) => ({
  'DELETE /api/v1/session': ({ response, session }) => {
    world.sessions.delete(session.id);
    empty(response, { 'Set-Cookie': 'allmende_session=; Path=/; Max-Age=0' });
  },
  'PATCH /api/v1/me': async ({ request, response, person }) => {
    const change = await readJson(request);
    if (change.displayName !== undefined && !change.displayName.trim()) {
      throw new Problem('invalid', 'The display name must not be empty.');
    }
    for (const key of ['displayName', 'email', 'language']) if (key in change) person[key] = change[key];
    json(response, 200, show(person));
  },
  'POST /api/v1/me/password': async ({ request, response, person, session }) => {
    const change = await readJson(request);
    if (change.current !== person.password) throw denied('The current password is wrong.');
    if (change.new.length < 10) throw new Problem('invalid', 'The password needs at least 10 characters.');
    person.password = change.new;
    for (const one of world.sessions.values()) {
      if (one.person === person && one !== session) world.sessions.delete(one.id);
    }
    empty(response);
  },
  'GET /api/v1/me/app-passwords': ({ response, person }) => {
    json(
      response,
      200,
      person.appPasswords.map(({ secret: _, ...rest }) => rest),
    );
  },
  'POST /api/v1/me/app-passwords': async ({ request, response, person }) => {
    const { label } = await readJson(request);
    if (!label?.trim()) throw new Problem('invalid', 'The label must not be empty.');
    json(response, 201, addAppPassword(world, person, label));
  },
  'DELETE /api/v1/me/app-passwords/:id': ({ response, person, params }) => {
    const before = person.appPasswords.length;
    person.appPasswords = person.appPasswords.filter((one) => one.id !== params.id);
    if (person.appPasswords.length === before) throw notFound();
    empty(response);
  },
  'GET /api/v1/login-flow/:token': ({ response, params }) => {
    const flow = world.flows.get(params.token);
    if (!flow || flow.granted) throw notFound();
    json(response, 200, { client: flow.client, createdAt: flow.createdAt });
  },
  'POST /api/v1/login-flow/:token/grant': ({ response, person, params }) => {
    const flow = world.flows.get(params.token);
    if (!flow || flow.granted) throw notFound();
    flow.granted = person;
    empty(response);
  },
  'GET /api/v1/people': (call) => {
    needAdministrator(call);
    json(call.response, 200, [...world.people.values()].map(show));
  },
  'POST /api/v1/people': async (call) => {
    needAdministrator(call);
    json(call.response, 201, show(world.addPerson(await readJson(call.request))));
  },
});

function addAppPassword(world, person, label) {
  const made = { id: world.id(), label, secret: `${secret()}-${secret()}`.slice(0, 29) };
  person.appPasswords.push({
    ...made,
    createdAt: new Date().toISOString(),
    lastUsedAt: null,
    lastClient: null,
  });
  return made;
}
