import { beforeAll, describe, expect, test } from 'vitest';
import { saveDecisions } from '#app/journeys/store/decisions.server.ts';
import type { Decision } from '#app/journeys/run.ts';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import { inShop } from '#app/platform/db.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { decisionsFile } from './decisions-file.server.ts';
import { readDecisionView } from './decision-view.ts';
import { DECISIONS_SHOWN, listDecisions } from './page/list-decisions.server.ts';
import { DECISIONS_LOOKED_THROUGH } from './store/list-decisions.server.ts';

const db = await testDatabase();
const ZONE = 'Europe/London';
const NOW = Date.parse('2026-11-28T12:00:00Z');
const ADA = idOf('profile', 'ada');
const BEA = idOf('profile', 'bea');
let shopId = '';

/** A decision so many minutes ago. */
function decided(minutes: number, changed: Partial<Decision> = {}): Decision {
  return {
    id: idOf('decision', String(minutes), changed.profileId ?? ADA, changed.outcome ?? ''),
    at: NOW - minutes * MINUTE,
    profileId: ADA,
    runId: null,
    effectKey: null,
    outcome: 'skipped',
    reason: 'not_subscribed',
    rule: 'send-mail@2',
    facts: { template: 'basket-reminder-1', class: 'marketing' },
    journeyKey: 'abandoned-basket',
    messageKey: 'basket-reminder-1',
    ...changed,
  };
}

async function save(decisions: readonly Decision[]): Promise<void> {
  await inShop(db.pool, shopId, (client) => saveDecisions(client, shopId, decisions));
}

async function list(query: string) {
  const view = readDecisionView(new URLSearchParams(query), ZONE, NOW);
  return await inShop(db.pool, shopId, (client) => listDecisions(client, shopId, ZONE, view));
}

async function addProfile(id: string, name: string): Promise<void> {
  const email = `${name.toLowerCase()}@people.example`;
  await inShop(db.pool, shopId, (client) =>
    client.query(
      `insert into profile (shop_id, id, state, name, email, intent, fit, score, grade, band, stage, orders,
         spent_minor, subscribed, first_seen_at, last_seen_at)
       values ($1, $2, '{}', $3, $4, 0, 0, 0, 'D4', 'cold', 'visitor', 0, 0, false, now(), now())`,
      [shopId, id, `${name} Byron`, email],
    ),
  );
}

beforeAll(async () => {
  ({ id: shopId } = await installedShop(db.pool));
  await addProfile(ADA, 'Ada');
  await addProfile(BEA, 'Bea');
  await save([
    decided(1),
    decided(2, { outcome: 'sent', reason: 'marketing' }),
    decided(3, { profileId: BEA, reason: 'no_address' }),
    decided(4, {
      outcome: 'ended',
      reason: 'ordered',
      rule: 'abandoned-basket@2',
      messageKey: undefined,
      journeyKey: undefined,
      facts: { step: 'wait-1', entered_at: NOW - DAY },
    }),
    decided(40 * 24 * 60, { profileId: BEA, outcome: 'sent', reason: 'marketing' }),
  ]);
});

describe('decisions are found by each filter', () => {
  test.each([
    ['', 4],
    ['from=2026-10-01', 5],
    [`person=${BEA}`, 2],
    ['search=ada', 3],
    ['search=byron', 4],
    ['search=nothing', 0],
    [`search=ada&person=${BEA}`, 0],
    ['journey=abandoned-basket', 4],
    ['journey=post-purchase', 0],
    ['message=basket-reminder-1', 3],
    ['reason=no_address', 1],
    ['outcome=sent', 1],
    ['journey=abandoned-basket&outcome=ended', 1],
    ['reason=ordered&message=basket-reminder-1', 0],
    ['to=2026-10-30&from=2026-10-01', 1],
  ])('%s', async (query, count) => {
    expect((await list(query)).decisions).toHaveLength(count);
  });

  test('a filter that is no such thing is left out', async () => {
    expect((await list('person=x&reason=%27&after=1&from=never')).decisions).toHaveLength(4);
  });
});

test('a decision says in words what, about what, why, from which facts and by which rule', async () => {
  const { decisions } = await list('');
  expect(decisions[0]).toMatchObject({
    person: { id: ADA, name: 'Ada Byron', email: 'ada@people.example' },
    outcome: 'Not sent',
    isSent: false,
    reason: 'Has not subscribed to marketing email',
    facts: [{ name: 'Purpose', value: 'marketing' }],
    rule: { name: 'Rule for sending email, version 2', url: null },
  });
  expect(decisions[0]?.subject).toMatch(/^Email “/);
  expect(decisions[3]).toMatchObject({
    outcome: 'Exited',
    reason: 'Placed an order',
    facts: [{ name: 'Entered', value: '27 Nov 2026, 12:00' }],
    rule: { url: '/app/journeys/abandoned-basket?version=2' },
  });
});

test('pages follow each other without gaps in both directions, newest or oldest first', async () => {
  const more = Array.from({ length: 2 * DECISIONS_SHOWN }, (_, place) =>
    decided(1_000 + Math.floor(place / 3), {
      id: idOf('decision', 'page', String(place)),
      reason: 'superseded',
    }),
  );
  await save([...more, decided(2_000, { reason: 'superseded' })]);
  for (const direction of ['descending', 'ascending']) {
    const query = `reason=superseded&direction=${direction}`;
    const first = await list(query);
    const second = await list(`${query}&after=${first.next ?? ''}`);
    const third = await list(`${query}&after=${second.next ?? ''}`);
    expect(first.previous).toBeNull();
    expect([third.decisions.length, third.next]).toEqual([1, null]);
    const places = [first, second, third].flatMap((page) => page.decisions.map((one) => one.place));
    expect(new Set(places).size).toBe(more.length + 1);
    const back = await list(`${query}&before=${third.previous ?? ''}`);
    expect(back.decisions.map((one) => one.place)).toEqual(
      second.decisions.map((one) => one.place),
    );
    const start = await list(`${query}&before=${back.previous ?? ''}`);
    expect(start.previous).toBeNull();
    expect(start.decisions.map((one) => one.place)).toEqual(
      first.decisions.map((one) => one.place),
    );
  }
});

test('a filter that few of very many match is looked for in part, and the next page goes on from there', async () => {
  await db.owner.query(
    `insert into decision (shop_id, id, at, profile_id, outcome, reason, rule, facts)
     select $1, gen_random_uuid(), $2::timestamptz - interval '3 days' - n * interval '1 s', $3, 'deferred',
            'quiet_hours', 'send-mail@2', '{}' from generate_series(1, $4::int) as n`,
    [shopId, new Date(NOW), ADA, DECISIONS_LOOKED_THROUGH],
  );
  await save([decided(10 * 24 * 60, { outcome: 'in_doubt', reason: 'link_lost' })]);
  const first = await list('outcome=in_doubt');
  expect(first.decisions).toEqual([]);
  expect(first.lookedUntil).toBeLessThan(NOW - 3 * DAY);
  const second = await list(`outcome=in_doubt&after=${first.next ?? ''}`);
  expect(second.decisions).toHaveLength(1);
  expect([second.next, second.lookedUntil]).toEqual([null, null]);
});

test('the file has what the list shows, is safe for programs of tables, and who took it is on record', async () => {
  await save([decided(5, { facts: { template: '=1+1', note: '=cmd()' }, reason: 'suppressed' })]);
  const view = readDecisionView(new URLSearchParams('reason=suppressed'), ZONE, NOW);
  const shop = { id: shopId, timeZone: ZONE };
  const csv = await new Response(await decisionsFile(db.pool, shop, view, 'ann', NOW)).text();
  const [head, row, ...others] = csv.trimEnd().split('\n');
  expect(head).toBe('When,Name,Email,Decision,About,Reason,Facts,Rule');
  expect(row).toContain('2026-11-28T11:55:00.000Z,Ada Byron,ada@people.example,Not sent');
  expect(others).toEqual([]);
  const { rowCount } = await db.owner.query(
    `select from audit where shop_id = $1 and actor = 'ann' and action = 'decision.export'`,
    [shopId],
  );
  expect(rowCount).toBe(1);
});

test('a decision that is made over and over is stored once a day', async () => {
  const refused = (minutes: number): Decision => ({
    ...decided(minutes, { outcome: 'not_entered', reason: 'entry_not_met' }),
    id: idOf('decision', 'daily', String(Math.floor((NOW - minutes * MINUTE) / DAY))),
    daySince: Math.floor((NOW - minutes * MINUTE) / DAY) * DAY,
  });
  await save([refused(20), refused(19)]);
  await save([refused(18), refused(24 * 60)]);
  const { decisions } = await list('outcome=not_entered');
  expect(decisions.map(({ at }) => at)).toEqual([NOW - 20 * MINUTE, NOW - DAY]);
});
