import { randomUUID } from 'node:crypto';
import { afterAll, afterEach } from 'vitest';
import type pg from 'pg';
import { saveConsent } from '#app/consent/save-consent.server.ts';
import { loadAddresses, saveAddresses } from '#app/consent/store/address-consent.server.ts';
import { inShop, openPool } from '#app/platform/db.server.ts';
import type { CartSnapshot, ConsentState, Line } from '#app/events/event.ts';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { idOf } from '#app/lib/ids.ts';
import type { MailServices } from '#app/messages/delivery/deliver.server.ts';
import { createMailer } from '#app/messages/delivery/mailer.server.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { openDeals } from '#app/pipeline/open-deals.server.ts';
import { addressKey, withAct } from '#app/profiles/consent-acts.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { expectBalance } from '#tests/setup/expect-balance.ts';
import { WAIT_MS } from '#tests/setup/never.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt } from '#tests/setup/received-deliveries.ts';
import { openMailbox, type Mailbox } from '#tests/store/mailbox.ts';
import { startSmtpSink, type SmtpSink } from '#tests/store/smtp-sink.ts';

/** Noon in London on a day without quiet hours near. */
export const NOON = Date.UTC(2026, 10, 20, 12);

export type MailEnvironment = {
  pool: pg.Pool;
  shopId: string;
  storefrontUrl: string;
  mailbox: Mailbox;
  sink: SmtpSink;
  mailServices: MailServices;
  clock: { now(): number; set(ms: number): void };
};

/** A shop with a real mail server, and everything that sending needs; closed after the file's last test. */
export async function openMailEnvironment(
  databaseUrl: string,
  options: { lookup?: boolean; concurrency?: number } = {},
): Promise<MailEnvironment> {
  let now = NOON;
  const clock = {
    now: () => now,
    set: (ms: number) => {
      now = ms;
    },
  };
  const pool = openPool(databaseUrl, {
    max: 6,
    name: 'mail-tests',
    connectMs: WAIT_MS,
    ring: testKeyRing(),
  });
  const mailbox = openMailbox();
  const sink = await startSmtpSink({ port: 0, mailbox, clock });
  const mailer = createMailer({
    smtpUrl: sink.url,
    lookupUrl: null,
    connections: options.concurrency ?? 5,
  });
  const shop = await installedShop(pool);
  const mailServices: MailServices = {
    pool,
    clock,
    mailer: options.lookup
      ? {
          ...mailer,
          lookup: async (id) => Promise.resolve(mailbox.ledger.has(id) ? 'accepted' : 'absent'),
        }
      : mailer,
    renderer: createRenderer(),
    operator: {
      address: 'mail@operator.example',
      spfHost: 'operator.example',
      bounceDomain: null,
      key: null,
    },
    links: { appUrl: 'https://app.example', sealer: testKeyRing().mailLinks },
    heartbeat: await registerHeartbeat(pool, 'worker'),
    processInbox: (shopId) => drainAt(pool, shopId, now),
    log: silentLogger,
    random: () => 0.5,
    concurrency: options.concurrency ?? 5,
    openDeals,
  };
  afterEach(() => expectBalance(pool, shop.id));
  afterAll(async () => {
    mailer.close();
    await sink.close();
    await pool.end();
  });
  return {
    pool,
    shopId: shop.id,
    storefrontUrl: `https://${shop.domain}`,
    mailbox,
    sink,
    mailServices,
    clock,
  };
}

export type PersonOptions = {
  email?: string | null;
  consent?: ConsentState;
  interests?: ProfileState['interests'];
  /** Such as `de-AT`. */
  locale?: string;
};

/** A person with an address, subscribed unless the options say otherwise. */
export async function addPerson(
  environment: MailEnvironment,
  options: PersonOptions = {},
): Promise<{ id: string; email: string }> {
  const id = randomUUID();
  const email = options.email === undefined ? `${id.slice(0, 8)}@people.example` : options.email;
  const at = NOON - 86_400_000;
  const consent = options.consent ?? 'subscribed';
  const state: ProfileState = {
    ...newProfile(at),
    email: email === null ? null : { value: email, at },
    firstName: { value: 'Ada', at },
    consent: { email: { value: consent, at }, sms: null },
    interests: options.interests ?? [],
    locale: options.locale === undefined ? null : { value: options.locale, at },
  };
  await inShop(environment.pool, environment.shopId, (client) =>
    client.query(
      `insert into profile (shop_id, id, state, email, intent, fit, score, grade, band, stage, orders,
         spent_minor, subscribed, first_seen_at, last_seen_at)
       values ($1, $2, $3, $4, 0, 0, 0, 'D4', 'cold', 'visitor', 0, 0, $5, $6, $6)`,
      [
        environment.shopId,
        id,
        JSON.stringify(state),
        email,
        consent === 'subscribed',
        new Date(at),
      ],
    ),
  );
  if (email !== null) await recordConsent(environment, email, { state: consent, at });
  return { id, email: email ?? '' };
}

/** What an address agreed to or refused, as the engine records it: the proof of it, and what holds. */
export async function recordConsent(
  environment: Pick<MailEnvironment, 'pool' | 'shopId'>,
  address: string,
  { state, at, recordedAt = at }: { state: ConsentState; at: number; recordedAt?: number },
): Promise<string> {
  const act = { id: idOf(environment.shopId, address, state, String(at)), state, at };
  const proof = { source: 'form', wording: null, page: null, subject: `email:${address}` };
  await inShop(environment.pool, environment.shopId, async (client) => {
    const key = { channel: 'email' as const, address };
    const known = await loadAddresses(client, environment.shopId, [key]);
    const acts = withAct(known.get(addressKey('email', address))?.acts ?? {}, 'act', act);
    const { rows } = await client.query<{ id: string }>(
      'select id from profile where shop_id = $1 and email = $2 limit 1',
      [environment.shopId, address],
    );
    const profileId = rows[0]?.id ?? randomUUID();
    const entry = { ...act, ...proof, channel: 'email' as const, profileId };
    await saveConsent(client, environment.shopId, [entry], recordedAt);
    await saveAddresses(client, environment.shopId, [{ ...key, acts }]);
  });
  return act.id;
}

/** What is in the carts of people who are reminded. */
export const MUGS: Line = {
  productId: '1',
  variantId: '11',
  title: 'Fern mug',
  variantTitle: 'Green',
  quantity: 2,
  unitMinor: 1250,
};

/** A cart with two mugs in it, and the run that was started by it. */
export async function addCart(
  environment: MailEnvironment,
  profileId: string,
  changed: Partial<CartSnapshot> = {},
): Promise<{ runId: string; token: string }> {
  const token = randomUUID();
  const runId = idOf('run', token);
  const snapshot: CartSnapshot = {
    kind: 'cart',
    token,
    cartToken: null,
    createdAt: NOON - 7_200_000,
    updatedAt: NOON - 7_200_000,
    lines: [MUGS],
    quantity: 2,
    total: { minor: 2500, currency: 'GBP' },
    presentment: null,
    recoveryUrl: `${environment.storefrontUrl}/cart/c/${token}`,
    completed: false,
    ...changed,
  };
  await inShop(environment.pool, environment.shopId, async (client) => {
    await client.query(
      `insert into cart (shop_id, kind, token, profile_id, snapshot, updated_at, quantity, total_minor, currency)
       values ($1, 'cart', $2, $3, $4, $5, $6, $7, 'GBP')`,
      [
        environment.shopId,
        token,
        profileId,
        JSON.stringify(snapshot),
        new Date(snapshot.updatedAt),
        snapshot.quantity,
        snapshot.total.minor,
      ],
    );
    await client.query(
      `insert into journey_run (shop_id, id, journey_key, journey_version, profile_id, dedupe_key, state, step_id, context, entered_at, wake_at)
       values ($1, $2, 'abandoned-basket', 1, $3, $4, 'active', 'wait-2', $5, $6, $7)`,
      [
        environment.shopId,
        runId,
        profileId,
        `basket:${token}`,
        JSON.stringify({ subject: 'basket', kind: 'cart', token, cartToken: null }),
        new Date(NOON - 7_200_000),
        // Later than any of these tests.
        new Date(NOON + 31_536_000_000),
      ],
    );
  });
  return { runId, token };
}

/** A mail in the outbox about a cart. */
export async function askForMail(
  environment: MailEnvironment,
  person: { id: string },
  cart: { runId: string; token: string },
  options: { template?: string; class?: 'marketing' | 'transactional'; dueAt?: number } = {},
): Promise<string> {
  const template = options.template ?? 'basket-reminder-1';
  const key = `${cart.runId}:${template}:1`;
  await inShop(environment.pool, environment.shopId, (client) =>
    client.query(
      `insert into effect (shop_id, key, kind, profile_id, run_id, state, payload, created_at, due_at)
       values ($1, $2, 'email', $3, $4, 'ready', $5, $6, $6)`,
      [
        environment.shopId,
        key,
        person.id,
        cart.runId,
        JSON.stringify({
          template,
          class: options.class ?? 'marketing',
          journeyKey: 'abandoned-basket',
          context: { subject: 'basket', kind: 'cart', token: cart.token, cartToken: null },
        }),
        new Date(options.dueAt ?? NOON),
      ],
    ),
  );
  return key;
}

export type EffectState = {
  state: string;
  reason: string | null;
  due_at: number;
  attempts: number;
};

export async function effectState(environment: MailEnvironment, key: string): Promise<EffectState> {
  const { rows } = await inShop(environment.pool, environment.shopId, (client) =>
    client.query<EffectState>(
      'select state, reason, due_at, attempts from effect where shop_id = $1 and key = $2',
      [environment.shopId, key],
    ),
  );
  const [row] = rows;
  if (!row) throw new Error(`There is no effect ${key}.`);
  return row;
}
