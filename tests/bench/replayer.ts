/** Replays the journeys of a shop that are to be, as the worker does, and says how long it took. */
import { runReplays } from '#app/journeys/replay/run-replays.server.ts';
import { openDeals } from '#app/pipeline/open-deals.server.ts';
import { openPool } from '#app/platform/db.server.ts';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';

const { DATABASE_URL = '', SHOP_ID = '', NOW = '' } = process.env;
const pool = openPool(DATABASE_URL, { max: 3, name: 'replay', ring: testKeyRing() });
const now = Number(NOW);
const heartbeat = await registerHeartbeat(pool, 'bench');
process.stdout.write('ready\n');
const [started, before] = [performance.now(), process.cpuUsage()];
await runReplays({ pool, clock: { now: () => now }, heartbeat, openDeals }, SHOP_ID);
const { user, system } = process.cpuUsage(before);
const took = { ms: performance.now() - started, cpuMs: (user + system) / 1_000 };
process.stdout.write(`took ${JSON.stringify(took)}\n`);
setInterval(() => undefined, 1_000);
