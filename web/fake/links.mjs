import { servePage } from './pages.mjs';
import { Problem } from './problems.mjs';

/** A private link, as the server follows it: to the file, to the sign-in, or nowhere. */
export function followLink(world, session, id, response) {
  const place = session ? placeOf(world, session.person, id) : `/login?next=/f/${id}`;
  if (!place) return servePage('/f', response, 404);
  response.writeHead(303, { Location: place, 'Cache-Control': 'no-store' });
  response.end();
}

function placeOf(world, person, id) {
  try {
    const node = world.nodeFor(person, id);
    if (!world.isLinked(node)) return null;
    if (world.receivedBy(person, node)?.node === id && node.kind === 'file') return '/files/received';
    return node.kind === 'folder' ? `/files/${id}` : `/files/${node.parent}?show=${id}`;
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}
