import { flows as accessibility } from './flows/accessibility.mjs';
import { flows as begin } from './flows/begin.mjs';
import { flows as calls } from './flows/calls.mjs';
import { flows as details } from './flows/details.mjs';
import { flows as files } from './flows/files.mjs';
import { flows as find } from './flows/find.mjs';
import { flows as grant } from './flows/grant.mjs';
import { flows as groups } from './flows/groups.mjs';
import { flows as keyboard } from './flows/keyboard.mjs';
import { flows as links } from './flows/links.mjs';
import { flows as meetings } from './flows/meetings.mjs';
import { flows as move } from './flows/move.mjs';
import { flows as settings } from './flows/settings.mjs';
import { flows as sharing } from './flows/sharing.mjs';
import { flows as shell } from './flows/shell.mjs';
import { flows as signIn } from './flows/sign-in.mjs';
import { flows as spaces } from './flows/spaces.mjs';
import { flows as tiles } from './flows/tiles.mjs';
import { flows as trash } from './flows/trash.mjs';
import { flows as upload } from './flows/upload.mjs';
import { Stage } from './world.mjs';

// The order matters twice: "begin" makes the administrator on a new server, and the too many attempts of "sign-in"
// come last, because a real server may hold them against this machine.
const all = [
  begin,
  shell,
  find,
  files,
  move,
  tiles,
  details,
  links,
  sharing,
  upload,
  trash,
  keyboard,
  settings,
  spaces,
  groups,
  grant,
  meetings,
];
// The fake server carries no media: what happens inside a meeting needs the real one.
if (process.env.ALLMENDE_URL) all.push(calls);
all.push(accessibility, signIn);
const wanted = process.argv[2];

const stage = await Stage.open();
let passed = 0;
let failed = 0;
for (const [name, run] of all.flatMap((one) => Object.entries(one))) {
  if (wanted && !name.includes(wanted) && !Object.hasOwn(begin, name)) continue;
  const started = Date.now();
  try {
    await run(stage);
    await stage.tidy();
    passed++;
    console.log(`  ok    ${name} (${Date.now() - started} ms)`);
  } catch (error) {
    failed++;
    await stage.tidy().catch((also) => console.log(`      also: ${also.message}`));
    console.log(`  FAIL  ${name}\n      ${error.message}`);
  }
}
await stage.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
