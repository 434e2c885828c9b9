import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { companyEffectKey } from '#app/applications/application-effect.server.ts';
import { verifyApplication } from '#app/applications/verify-application.server.ts';
import { blankCampaign } from '#app/campaigns/campaign-content.ts';
import { insertCampaign } from '#app/campaigns/store/campaigns.server.ts';
import { contentOf } from '#app/journeys/definitions/journey-content.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { emptyTotals } from '#app/journeys/replay/replay-totals.ts';
import { inShop } from '#app/platform/db.server.ts';
import { renewApiKey } from '#app/events/api/api-keys.server.ts';
import { saveErrors } from '#app/imports/csv/errors.server.ts';
import { SegmentDraftForm } from '#app/segments/builder/segment-form.ts';
import { saveSegment } from '#app/segments/save-segment.server.ts';
import { createServices, type Services } from '#app/services.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import type { TestDatabase } from '#tests/setup/database.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { testEnvironment } from '#tests/setup/test-environment.ts';
import { sendApplication } from '#tests/wholesale/send-application.ts';

/** What a route can be asked for by id. */
export type RouteIds = {
  profile: string;
  otherProfile: string;
  join: string;
  application: string;
  company: string;
  declined: string;
  segment: string;
  task: string;
  file: string;
  key: string;
  delivery: string;
  mail: string;
  otherMail: string;
  failure: string;
  run: string;
  replay: string;
  campaign: string;
  problem: string;
  stop: string;
  staff: string;
  request: string;
  /** An address that gets no email. */
  blocked: string;
};

/** Builds the app's services on a test database, as the web process does. */
export async function openServices(db: TestDatabase): Promise<Services> {
  const environment = testEnvironment(db.url);
  return await createServices(environment, 'web');
}

/** Ids that no shop has. */
export function unknownIds(): RouteIds {
  return {
    profile: randomUUID(),
    otherProfile: randomUUID(),
    join: randomUUID(),
    application: randomUUID(),
    company: randomUUID(),
    declined: randomUUID(),
    segment: `unknown-${randomBytes(4).toString('hex')}`,
    task: randomUUID(),
    file: randomUUID(),
    key: randomUUID(),
    delivery: `unknown:${randomUUID()}`,
    mail: `unknown:${randomUUID()}`,
    otherMail: `unknown:${randomUUID()}`,
    failure: `unknown:${randomUUID()}`,
    run: randomUUID(),
    replay: randomUUID(),
    campaign: randomUUID(),
    problem: `score:${randomUUID()}`,
    stop: randomUUID(),
    staff: `unknown-${randomUUID()}`,
    request: `unknown-${randomUUID()}`,
    blocked: `unknown-${randomUUID()}@example.com`,
  };
}

/**
 * Fills a shop with one of everything that a route can be asked for.
 * @param mark stands in every name and address of the shop's people, so that a response with them is recognised
 */
export async function fillShop(db: TestDatabase, shopId: string, mark: string): Promise<RouteIds> {
  const { pool, owner } = db;
  for (const n of [1, 2]) {
    // A profile's id is made of what identifies the customer, whichever shop it is of.
    const id = mark.length * 10 + n;
    const identity = {
      id,
      admin_graphql_api_id: `gid://shopify/Customer/${String(id)}`,
      email: `${mark}.${String(n)}@family-firm.example`,
      phone: '+442079460011',
      last_name: mark,
    };
    await receive(
      pool,
      shopId,
      'customers/update',
      customerPayload(identity),
      `customer ${String(n)}`,
    );
  }
  const email = `${mark}.cart@example.com`;
  const checkout = checkoutPayload({ email, customer: null });
  await receive(pool, shopId, 'checkouts/update', checkout, 'checkout');
  await drainAt(pool, shopId, SEEN_AT);
  await drainAt(pool, shopId, SEEN_AT + 2 * HOUR);
  const { rows } = await owner.query<{ id: string }>(
    `select id from profile where shop_id = $1 and email like '%family-firm%' order by email`,
    [shopId],
  );
  const [profile = '', otherProfile = ''] = rows.map(({ id }) => id);
  const ids = { ...unknownIds(), profile, otherProfile };
  const applications = await Promise.all(
    ['Fern', 'Moss', 'Reed'].map((company) => submitApplication(db, shopId, `${company} ${mark}`)),
  );
  const [application = '', company = '', declined = ''] = applications;
  await owner.query("update application set state = 'approving' where shop_id = $1 and id = $2", [
    shopId,
    company,
  ]);
  await fillProblems(owner, shopId, mark, { ...ids, company });
  const { rows: runs } = await owner.query<{ id: string }>(
    `update journey_run set state = 'failed', end_reason = 'error', ended_at = now(), wake_at = null
      where shop_id = $1 returning id`,
    [shopId],
  );
  const problem = `score:${profile}`;
  const cells = [`${mark}@example.com`];
  await inShop(pool, shopId, (client) =>
    saveErrors(client, shopId, ids.file, [{ row: 1, reason: 'no_email', cells, identifiers: [] }]),
  );
  const replay = await addReplay(owner, shopId, ids);
  const campaign = await addCampaign(db, shopId, ids);
  const segment = await addSegment(db, shopId, `Group ${shopId}`);
  const key = await addKey(db, shopId);
  const run = runs[0]?.id ?? '';
  // No text of a person: it may stand in the list of staff.
  const staff = `staff-of-${mark.slice(0, 4)}`;
  await owner.query(
    `insert into staff_member (shop_id, staff_id, role, first_seen_at, last_seen_at)
     values ($1, $2, 'viewer', now(), now())`,
    [shopId, staff],
  );
  await owner.query(
    `insert into sales_task (shop_id, id, profile_id, origin_id, title, state, created_at, created_by)
     values ($1, $2, $3, $3, $4, 'open', now(), 'system')`,
    [shopId, ids.task, profile, `Call ${mark}`],
  );
  await owner.query(
    `insert into journey_stop (shop_id, id, journey_key, measure, since, noticed_at, cause)
     values ($1, $2, 'abandoned-basket', 'entries', now(), now(), 'unknown')`,
    [shopId, ids.stop],
  );
  const request = `request-${shopId}`;
  const blocked = `${mark}.blocked@example.com`;
  await owner.query(
    `insert into suppression (shop_id, address, reason, at) values ($1, $2, 'hard_bounce', now())`,
    [shopId, blocked],
  );
  await owner.query(
    `insert into compliance_duty (shop_id, delivery_key, topic, request, received_at, due_at)
     select $1, $2, 'customers/data_request', json_build_object('customer',
              json_build_object('id', customer_id, 'email', $4::text || '@trade.example')), now(), now()
       from profile where shop_id = $1 and id = $3`,
    [shopId, request, profile, mark],
  );
  const more = { request, blocked, application, company, declined, run, replay, campaign, problem };
  return { ...ids, ...more, segment, staff, key };
}

/** A draft of a campaign to a segment that one of the people is in. */
async function addCampaign(
  { pool, owner }: TestDatabase,
  shopId: string,
  { campaign: id, profile }: RouteIds,
): Promise<string> {
  const { rows } = await owner.query<{ key: string }>(
    `select segment_key as key from membership
      where shop_id = $1 and profile_id = $2 and left_at is null order by 1 limit 1`,
    [shopId, profile],
  );
  const content = blankCampaign(rows[0]?.key ?? '');
  await inShop(pool, shopId, (client) =>
    insertCampaign(client, shopId, { id, content, by: '1' }, SEEN_AT),
  );
  return id;
}

/** A replay of a journey that came to something for one person. */
async function addReplay(owner: pg.Pool, shopId: string, ids: RouteIds): Promise<string> {
  const { replay, profile } = ids;
  await owner.query(
    `insert into replay (shop_id, id, journey_key, version, content, digest, days, since, until, state, totals, requested_by,
       requested_at, finished_at)
     values ($1, $2, 'abandoned-basket', 3, $3, 'd', 30, now(), now(), 'done', $4, '1', now(), now())`,
    [shopId, replay, JSON.stringify(contentOf(abandonedCart)), JSON.stringify(emptyTotals())],
  );
  await owner.query(
    `insert into replay_person (shop_id, replay_id, profile_id, entered_at, mails, skipped, orders, path)
     values ($1, $2, $3, now(), 1, 0, 0, '[]')`,
    [shopId, replay, profile],
  );
  return replay;
}

async function submitApplication(
  { pool, owner }: TestDatabase,
  shopId: string,
  name: string,
): Promise<string> {
  const email = `${name.replaceAll(' ', '.').toLowerCase()}@trade.example`;
  const change = { company: name, email, contact_name: name };
  await sendApplication(pool, shopId, SEEN_AT, change);
  const { rows } = await owner.query<{ id: string }>(
    'select id from application where shop_id = $1 and company = $2',
    [shopId, name],
  );
  const id = rows[0]?.id ?? '';
  await inShop(pool, shopId, (client) => verifyApplication(client, shopId, id, SEEN_AT));
  return id;
}

async function fillProblems(
  owner: pg.Pool,
  shopId: string,
  mark: string,
  ids: RouteIds,
): Promise<void> {
  await owner.query(
    `insert into quarantine (shop_id, delivery_key, topic, reason, body, received_at)
     values ($1, $2, 'orders/create', 'It is no JSON.', $3, now())`,
    [shopId, ids.delivery, Buffer.from(`{"name":"${mark}"}`)],
  );
  const effect = `insert into effect (shop_id, key, kind, profile_id, state, payload, created_at, due_at, attempted_at)
    select $1, key, kind, $3::uuid, state, payload::json, now(), now(), now()
      from json_to_recordset($2::json) as told (key text, kind text, state text, payload text)`;
  const mail = JSON.stringify({
    template: 'basket-reminder-1',
    context: { subject: 'person' },
    class: 'marketing',
  });
  const company = JSON.stringify({ applicationId: ids.company });
  const effects = [
    { key: ids.mail, kind: 'email', state: 'in_doubt', payload: mail },
    { key: ids.otherMail, kind: 'email', state: 'in_doubt', payload: mail },
    { key: ids.failure, kind: 'email', state: 'failed', payload: mail },
    {
      key: companyEffectKey(ids.company),
      kind: 'create_company',
      state: 'failed',
      payload: company,
    },
  ];
  await owner.query(effect, [shopId, JSON.stringify(effects), ids.profile]);
  await owner.query(
    `insert into odd_value (shop_id, topic, field, problem, sample, times, first_seen_at, last_seen_at)
     values ($1, 'orders/create', 'phone', 'is no number', $2, 1, now(), now())`,
    [shopId, mark],
  );
  await owner.query(
    `insert into profile_problem (shop_id, profile_id, kind, reason, at) values ($1, $2, 'score', 'error', now())`,
    [shopId, ids.profile],
  );
  await owner.query(
    `insert into move_in (shop_id, id, file_name, state, kind, delimiter, header, sample, mapping, told_at,
       bytes_total, created_by, created_at)
     values ($1, $2, 'people.csv', 'mapping', 'csv', ',', '{Email}', $3, '["email"]', now(), 10, '1', now())`,
    [shopId, ids.file, JSON.stringify([[`${mark}@example.com`]])],
  );
}

async function addSegment({ pool }: TestDatabase, shopId: string, name: string): Promise<string> {
  const { draft } = SegmentDraftForm.parse({ draft: segmentDraft(name, 0) });
  const saved = await inShop(pool, shopId, (client) =>
    saveSegment(client, shopId, null, draft, '1', SEEN_AT),
  );
  if (saved.outcome !== 'saved') throw new Error(`The segment was not saved: ${saved.outcome}`);
  return saved.key;
}

/** A segment of who ever ordered, as the builder sends it. */
export function segmentDraft(name: string, base: number): string {
  const predicate = { all: [{ signal: 'product_viewed', is: 'at_least', times: 2, days: 14 }] };
  return JSON.stringify({ base, card: { name, purpose: 'A test' }, predicate });
}

async function addKey({ pool, owner }: TestDatabase, shopId: string): Promise<string> {
  await inShop(pool, shopId, (client) => renewApiKey(client, shopId, '1', SEEN_AT));
  const { rows } = await owner.query<{ id: string }>('select id from api_key where shop_id = $1', [
    shopId,
  ]);
  return rows[0]?.id ?? '';
}
