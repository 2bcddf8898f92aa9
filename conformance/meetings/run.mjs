import { dispose } from '@livekit/rtc-node';
import { Browsers } from './browser-peer.mjs';
import { NodePeer } from './node-peer.mjs';
import * as scenarios from './scenarios.mjs';
import { url } from './world.mjs';

// node run.mjs SCENARIO [CLIENT…], where a client is chromium, firefox or node, with `-dual` for two peer connections,
// and with `+WAY` behind it where it may come by one way alone: udp, tcp, turn-udp, turn-tcp, turn-tls.
const [scenario, ...kinds] = process.argv.slice(2);
const browsers = new Map();
const peers = [];

async function peer(kind) {
  const [client, way = ''] = kind.split('+');
  const [program, topology] = client.split('-');
  const single = topology !== 'dual';
  let made;
  if (program === 'node') {
    made = new NodePeer(single, way);
  } else {
    if (!browsers.has(program)) browsers.set(program, await Browsers.open(program));
    made = await browsers.get(program).peer(single, way);
  }
  peers.push(made);
  return made;
}

let status = 0;
try {
  if (!url || !scenarios[scenario]) throw new Error(`There is no scenario ${scenario}, or no server.`);
  await scenarios[scenario](peer, ...kinds);
  for (const each of peers) {
    if (each.errors?.length > 0) throw new Error(`A page failed: ${each.errors.join('; ')}`);
  }
} catch (error) {
  status = 1;
  console.log(`${scenario} ${kinds.join(' ')}: ${error.stack}`);
  for (const each of peers) {
    for (const line of (await each.told?.().catch(() => [])) ?? []) console.log(`${each.identity}: ${line}`);
  }
}
for (const each of peers) await each.leave().catch(() => {});
for (const each of browsers.values()) await each.close().catch(() => {});
await dispose();
process.exit(status);
