import { expect, test } from 'vitest';
import { drain } from '#app/engine/drain.server.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import { inShop } from '#app/platform/db.server.ts';
import { loadPersonPipeline } from '#app/pipeline/person-pipeline.server.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { triedJourney } from '#tests/fixtures/tried-journey.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { receive, SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { workerAt } from '#tests/setup/worker-at.ts';

const db = await testDatabase();

const STEPS: Step[] = [
  { id: 'tag', kind: 'tag', change: 'add', tag: 'cart', next: 'stage' },
  { id: 'stage', kind: 'move_stage', stage: 'contacted', next: 'task' },
  {
    id: 'task',
    kind: 'sales_task',
    title: 'Call {{name}}',
    note: '',
    owner: '',
    dueDays: null,
    next: 'hook',
  },
  { id: 'hook', kind: 'webhook', url: 'https://hooks.fern.example/in', next: 'mail' },
  {
    id: 'mail',
    kind: 'staff_email',
    to: [{ address: 'sales@fern.example' }],
    subject: 'Call {{name}}',
    text: '',
    next: 'end',
  },
  { id: 'end', kind: 'exit', reason: 'finished' },
];

const JOURNEY = triedJourney(STEPS, {
  trigger: { events: ['checkout.changed'], subject: 'basket' },
});

/** Someone who is no customer yet fills a checkout in a shop with the journey. */
async function startedRun() {
  const { id } = await installedShop(db.pool);
  const checkout = checkoutPayload({ email: 'ada@people.example', customer: null });
  await receive(db.pool, id, 'checkouts/update', checkout, 'checkout');
  const worker = await workerAt(db.pool, SEEN_AT);
  const policy = { model: retailModel, timeZone: 'UTC', journeys: [JOURNEY] };
  await drain({ ...worker, policyOf: () => Promise.resolve(policy) }, id);
  return id;
}

test('a run goes through its actions at once: each is in the outbox, its job is enqueued, and what cannot be done says why', async () => {
  const shopId = await startedRun();
  const { rows: effects } = await db.owner.query<{ kind: string; key: string }>(
    `select kind, key from effect where shop_id = $1 and run_id is not null order by kind`,
    [shopId],
  );
  expect(effects.map(({ kind }) => kind)).toEqual([
    'create_task',
    'move_stage',
    'send_webhook',
    'staff_email',
  ]);
  expect(new Set(effects.map(({ key }) => key)).size).toBe(4);
  const { rows: decisions } = await db.owner.query<{ reason: string; facts: object }>(
    `select reason, facts from decision where shop_id = $1 and outcome = 'skipped'`,
    [shopId],
  );
  expect(decisions).toEqual([{ reason: 'no_customer', facts: { action: 'tag', step: 'tag' } }]);
  const { rows: jobs } = await db.owner.query<{ key: string }>(
    `select key from graphile_worker._private_jobs where key like '%' || $1 order by key`,
    [shopId],
  );
  expect(jobs.map(({ key }) => key.split(':')[0])).toEqual(
    expect.arrayContaining(['deliver', 'outbound']),
  );
});

test('what is carried out stands on the page of the person', async () => {
  const shopId = await startedRun();
  const services = { pool: db.pool, clock: { now: () => SEEN_AT } };
  await runEffectsOf('create_task', services, shopId);
  await runEffectsOf('move_stage', services, shopId);
  const { rows } = await db.owner.query<{ id: string }>(
    'select id from profile where shop_id = $1',
    [shopId],
  );
  const pipeline = await inShop(db.pool, shopId, (client) =>
    loadPersonPipeline(client, shopId, rows[0]?.id ?? ''),
  );
  expect(pipeline.tasks.map(({ title }) => title)).toEqual([expect.stringMatching(/^Call .+/)]);
  expect(pipeline.lead).toMatchObject({ stage: 'contacted', changedBy: 'system' });
});
