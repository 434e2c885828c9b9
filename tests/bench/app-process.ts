import { openKeyRing, type KeyRing } from '#app/platform/key-ring.server.ts';
import { rootKey } from '#app/platform/root-keys.server.ts';
import { ensureBuild } from '#tests/stack/build.ts';
import { API_KEY, API_SECRET } from '#tests/stack/stack.ts';
import { freePort } from '#tests/stack/free-port.ts';
import type { Bed, Lab } from './lab.ts';
import { startMeasured, type MeasuredChild } from './measured-child.ts';

/** A running web process, ours or the baseline. */
export type Server = { url: string; process: MeasuredChild };

/** No server listens there: for benches in which no mail is due. */
const NO_MAIL = 'smtp://127.0.0.1:9';

const ENCRYPTION_KEY = Buffer.alloc(32, 'bench');

/** The keys that web and worker of the benches seal with. */
export function benchKeyRing(): KeyRing {
  return openKeyRing([rootKey(ENCRYPTION_KEY)]);
}

export async function startWeb(lab: Lab, bed: Bed): Promise<Server> {
  await ensureBuild();
  const env = appEnvironment(lab, bed, { port: await freePort() });
  const process = await startMeasured('app/web.server.ts', env, 'Tendril is listening');
  return { url: env.SHOPIFY_APP_URL, process };
}

export async function startWorker(lab: Lab, bed: Bed, smtpUrl = NO_MAIL): Promise<MeasuredChild> {
  const env = appEnvironment(lab, bed, { smtpUrl });
  return await startMeasured('app/worker.server.ts', env, 'worker ready');
}

/** A worker of a shop with 28 segments and 10 journeys. */
export async function startBusyWorker(lab: Lab, bed: Bed): Promise<MeasuredChild> {
  const program = 'tests/bench/busy-worker.ts';
  const env = appEnvironment(lab, bed, {});
  return await startMeasured(program, env, 'worker ready', 'app/worker.server.ts');
}

/** The bare server; with `smtpUrl` it mails the buyer of each webhook before it answers. */
export async function startBareWeb(bed: Bed, smtpUrl?: string): Promise<Server> {
  const port = String(await freePort());
  const env = {
    PORT: port,
    DATABASE_URL: bed.url,
    SHOP_ID: bed.shop.id,
    SECRET: API_SECRET,
    ...(smtpUrl === undefined ? {} : { SMTP_URL: smtpUrl }),
  };
  const process = await startMeasured('tests/bench/baseline/web.ts', env, 'listening');
  return { url: `http://localhost:${port}`, process };
}

function appEnvironment(
  lab: Lab,
  bed: Bed,
  { port = 0, smtpUrl = NO_MAIL }: { port?: number; smtpUrl?: string },
) {
  return {
    NODE_ENV: 'production',
    PORT: String(port),
    DATABASE_URL: bed.runtimeUrl,
    DATA_DIR: lab.folder,
    SHOPIFY_API_KEY: API_KEY,
    SHOPIFY_API_SECRET: API_SECRET,
    SHOPIFY_APP_URL: `http://localhost:${String(port)}`,
    ENCRYPTION_KEY: ENCRYPTION_KEY.toString('base64'),
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'shops@tendril.example',
    // No store is there: it marks a trial on one machine, which does without https.
    STORE_URL: 'http://127.0.0.1:9',
    LOG_LEVEL: 'info',
  };
}
