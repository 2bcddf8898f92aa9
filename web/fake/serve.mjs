import { listen } from './server.mjs';
import { World } from './world.mjs';

// For developing: `npm run fake` and, beside it, `npm run dev`.
const world = new World('welcome-token');
const { url } = await listen(world, Number(process.env.PORT ?? 8099));
console.log(`Fake Allmende at ${url}; make the first administrator at ${url}/welcome#welcome-token`);
