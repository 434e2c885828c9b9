/** `npm run store`: a Shopify store on this machine, configured by the environment. */
import { existsSync } from 'node:fs';
import type { Clock } from '#app/lib/clock.ts';
import { productsOf } from '#tests/fixtures/orders/products.ts';
import { readInvoices } from '#tests/fixtures/orders/read-invoices.ts';
import { appConfiguration } from './app-toml.ts';
import { openSpeedClock } from './front/speed-clock.ts';
import { startStore } from './start.ts';

const env = process.env;
const app = appConfiguration();
const store = await startStore({
  port: Number(env.STORE_PORT ?? 4000),
  smtpPort: Number(env.STORE_SMTP_PORT ?? 4025),
  appUrl: env.SHOPIFY_APP_URL ?? 'http://localhost:3000',
  apiKey: env.SHOPIFY_API_KEY ?? 'tendril-local-key',
  apiSecret: env.SHOPIFY_API_SECRET ?? 'tendril-local-secret',
  shopDomain: env.STORE_SHOP,
  scopes: app?.scopes,
  clock: clockOf(env.CLOCK_FILE),
  products: productsOf(await readInvoices(), { top: Number(env.STORE_PRODUCTS ?? 60) }),
  seed: `started ${Date.now()}`,
  webhooks: { subscribedTo: (topic) => app === undefined || app.topics.has(topic) },
});

process.stdout.write(`The store is open.
  Everything on one page  ${store.url}/
  Storefront              ${store.url}/storefront
  Admin with the app      ${store.url}/admin
  Mailbox                 ${store.url}/mailbox
  Mail server             ${store.smtpUrl}
  Webhooks go to          ${store.appUrl}/webhooks (${app?.topics.size ?? 'all'} topics)
Start the app with STORE_URL=${store.url} SMTP_URL=${store.smtpUrl} MAIL_LOOKUP_URL=${store.url}/mailbox/lookup
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void store.close().then(() => process.exit(0)));
}

/** Real time, or the simulated clock of a file that this process may speed up. */
function clockOf(file: string | undefined): Clock {
  if (file === undefined) return { now: Date.now };
  const realMs = Date.now();
  return openSpeedClock(
    file,
    existsSync(file) ? undefined : { realMs, virtualMs: realMs, rate: 1 },
  );
}
