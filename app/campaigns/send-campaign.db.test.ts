import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { readLinkToken } from '#app/messages/links/links.ts';
import { newProfile } from '#app/profiles/profile.ts';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { campaignsOf, SEGMENT } from '#tests/campaigns/campaign-environment.ts';
import { NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { breakingPool, Died } from '#tests/setup/breaking-pool.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';
import { RECIPIENTS_AT_ONCE } from './prepare-recipients.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { pool, shopId, mailbox, clock, mailServices } = environment;
const campaigns = campaignsOf(environment);

/** Each test has a segment of its own. */
async function emptySegment(): Promise<void> {
  clock.set(NOON);
  await inShop(pool, shopId, (client) =>
    client.query('delete from membership where shop_id = $1', [shopId]),
  );
}

test('who may get it gets it once, and of each other a decision says why not', async () => {
  await emptySegment();
  const ada = await campaigns.member();
  const silent = await campaigns.member({ consent: 'not_subscribed' });
  const unknown = await campaigns.member({ email: null });
  const trader = await campaigns.member({}, { tags: [['wholesale', 1, 1]] });
  const id = await campaigns.scheduled();

  await campaigns.advance();
  expect(await campaigns.deliver()).toMatchObject({ sent: 1 });
  // Asked for again, as after a process that died, nothing is sent again.
  await campaigns.advance();
  expect(await campaigns.deliver()).toMatchObject({ sent: 0 });

  expect(await campaigns.campaign(id)).toMatchObject({
    state: 'sending',
    peopleTotal: 4,
    peopleDone: 4,
    preparedAt: NOON,
  });
  const effects = await campaigns.effects(id);
  expect(effects.get(ada.id)).toMatchObject({ state: 'done' });
  expect(effects.get(silent.id)).toMatchObject({ state: 'skipped', reason: 'not_subscribed' });
  expect(effects.get(unknown.id)).toMatchObject({ state: 'skipped', reason: 'no_address' });
  expect(effects.get(trader.id)).toMatchObject({ state: 'skipped', reason: 'trade_left_out' });
  const sent = await mailbox.list({ to: ada.email });
  expect(sent).toHaveLength(1);
  // The statistics of the store know it by its name.
  const full = await mailbox.get(sent[0]?.id ?? 0);
  const token = /\/l\/(\S+)/.exec(full?.text ?? '')?.[1] ?? '';
  const leadsTo = readLinkToken(mailServices.links.sealer, token)?.url ?? 'none:';
  expect(new URL(leadsTo).searchParams.get('utm_campaign')).toBe('spring');

  const decisions = await campaigns.decisions(id);
  expect(decisions.map(({ outcome }) => outcome).sort()).toEqual([
    'sent',
    'skipped',
    'skipped',
    'skipped',
  ]);
});

test('a trade buyer gets what is not kept from trade', async () => {
  await emptySegment();
  const trader = await campaigns.member({}, { tags: [['wholesale', 1, 1]] });
  const id = await campaigns.scheduled({ leavesOutTrade: false });
  await campaigns.advance();
  expect((await campaigns.effects(id)).get(trader.id)).toMatchObject({ state: 'ready' });
  await campaigns.deliver();
});

test('each gets it when the time comes on their own clock, in quiet hours after them', async () => {
  await emptySegment();
  const at = (value: string) => ({ country: { value, at: NOON } });
  const tokyo = await campaigns.member({}, at('JP'));
  const london = await campaigns.member({}, at('GB'));
  const late = { kind: 'person', day: '2026-11-21', time: '07:00', late: 'next_day' } as const;
  const id = await campaigns.scheduled({ timing: late });
  // 07:00 comes on the first clock of the world at 17:00 of the day before in London.
  expect((await campaigns.campaign(id)).beginsAt).toBe(Date.UTC(2026, 10, 20, 17));
  await campaigns.advance();
  expect((await campaigns.effects(id)).size).toBe(0);
  clock.set(Date.UTC(2026, 10, 20, 17));
  await campaigns.advance();
  const effects = await campaigns.effects(id);
  // Quiet hours end at 08:00.
  expect(effects.get(tokyo.id)?.dueAt).toBe(Date.UTC(2026, 10, 20, 23));
  expect(effects.get(london.id)?.dueAt).toBe(Date.UTC(2026, 10, 21, 8));
  clock.set(Date.UTC(2026, 10, 21, 8));
  expect(await campaigns.deliver()).toMatchObject({ sent: 2 });
});

test('no more leave in a minute than the campaign allows', async () => {
  await emptySegment();
  for (let n = 0; n < 5; n += 1) await campaigns.member();
  const id = await campaigns.scheduled({ perMinute: 2 });
  await campaigns.advance();
  const due = [...(await campaigns.effects(id)).values()].map(({ dueAt }) => dueAt - NOON);
  expect(due).toEqual([0, 0, MINUTE, MINUTE, 2 * MINUTE]);
  expect(await campaigns.deliver()).toMatchObject({ sent: 2 });
  clock.set(NOON + MINUTE);
  expect(await campaigns.deliver()).toMatchObject({ sent: 2 });
  clock.set(NOON + 2 * MINUTE);
  expect(await campaigns.deliver()).toMatchObject({ sent: 1 });
});

test('who is in the segment is fixed when it begins', async () => {
  await emptySegment();
  const left = await campaigns.member();
  const id = await campaigns.scheduled({
    timing: { kind: 'shop', day: '2026-11-20', time: '13:00' },
  });
  const came = await campaigns.member();
  const gone = await campaigns.member();
  const leaves = (person: string, at: number) =>
    inShop(pool, shopId, (client) =>
      client.query('update membership set left_at = $3 where shop_id = $1 and profile_id = $2', [
        shopId,
        person,
        new Date(at),
      ]),
    );
  await leaves(gone.id, NOON + MINUTE);
  await leaves(left.id, NOON + HOUR + MINUTE);
  clock.set(NOON + HOUR);
  await campaigns.advance();
  const effects = await campaigns.effects(id);
  expect([...effects.keys()].sort()).toEqual([left.id, came.id].sort());
  await campaigns.deliver();
});

const LATER = { kind: 'shop', day: '2026-11-20', time: '13:00' } as const;

test('people of more than one part are each asked for once', async () => {
  await emptySegment();
  await addMembersWithoutAddress(RECIPIENTS_AT_ONCE + 20);
  const id = await campaigns.scheduled();
  await campaigns.advance();
  expect(await campaigns.campaign(id)).toMatchObject({
    peopleTotal: RECIPIENTS_AT_ONCE + 20,
    peopleDone: RECIPIENTS_AT_ONCE + 20,
  });
  expect((await campaigns.effects(id)).size).toBe(RECIPIENTS_AT_ONCE + 20);
});

test.each([4, 9, 14, 19, 24, 29])(
  'a process that dies at its statement %i is followed by one that goes on, with one email for each',
  async (place) => {
    await emptySegment();
    const people = [await campaigns.member(), await campaigns.member({ email: null })];
    const id = await campaigns.scheduled();
    const breaking = breakingPool(pool, place, place % 2 === 0 ? 'dies before' : 'dies after');
    const heartbeat = await registerHeartbeat(pool, 'worker');
    const dying = { ...mailServices, clock, pool: breaking.pool, heartbeat };
    await runEffectsOf('advance_campaign', dying, shopId).catch((error: unknown) => {
      if (!(error instanceof Died)) throw error;
    });
    expect(breaking.broke()).toBe(true);
    clock.set(NOON + HOUR);
    await campaigns.advance();
    await campaigns.deliver();
    const { peopleTotal, peopleDone, preparedAt } = await campaigns.campaign(id);
    expect({ peopleTotal, peopleDone }).toEqual({ peopleTotal: 2, peopleDone: 2 });
    expect(preparedAt).not.toBeNull();
    expect([...(await campaigns.effects(id)).keys()].sort()).toEqual(
      people.map((one) => one.id).sort(),
    );
    expect(await mailbox.list({ to: people[0]?.email ?? '' })).toHaveLength(1);
  },
);

/** People in the segment who have no address. */
async function addMembersWithoutAddress(count: number): Promise<void> {
  await inShop(pool, shopId, (client) =>
    client.query(
      `with added as (
         insert into profile (shop_id, id, state, intent, fit, score, grade, band, stage, orders, spent_minor, subscribed,
           first_seen_at, last_seen_at)
         select $1, gen_random_uuid(), $4, 0, 0, 0, 'D4', 'cold', 'visitor', 0, 0, false, $3, $3
           from generate_series(1, $2::int) returning id)
       insert into membership (shop_id, segment_key, profile_id, entered_at)
       select $1, $5, id, $3 from added`,
      [shopId, count, new Date(NOON - DAY), JSON.stringify(newProfile(NOON - DAY)), SEGMENT],
    ),
  );
}

test('it does not begin when its segment was changed or archived, or its email, and says so', async () => {
  await emptySegment();
  await campaigns.member();
  const id = await campaigns.scheduled({ timing: LATER });
  await inShop(pool, shopId, (client) =>
    client.query("update campaign set segment_digest = 'other' where shop_id = $1 and id = $2", [
      shopId,
      id,
    ]),
  );
  clock.set(NOON + HOUR);
  await campaigns.advance();
  expect(await campaigns.campaign(id)).toMatchObject({
    state: 'stopped',
    problem: 'segment_changed',
  });
  expect((await campaigns.effects(id)).size).toBe(0);
  // It can be scheduled again.
  const { revision } = await campaigns.campaign(id);
  const content = { ...(await campaigns.campaign(id)).content, timing: { kind: 'now' as const } };
  expect(await campaigns.change({ intent: 'save', id, revision, content })).toMatchObject({
    outcome: 'saved',
  });
  expect(await campaigns.change({ intent: 'schedule', id, revision: revision + 1 })).toMatchObject({
    outcome: 'scheduled',
  });
  clock.set(NOON + HOUR + MINUTE);
  await campaigns.advance();
  expect(await campaigns.deliver()).toMatchObject({ sent: 1 });
});

test('what would be sent for weeks is not scheduled, and does not begin either', async () => {
  await emptySegment();
  const id = await campaigns.scheduled({ perMinute: 1, timing: LATER });
  await addMembersWithoutAddress(14 * 1_440 + 1);
  clock.set(NOON + HOUR);
  await campaigns.advance();
  expect(await campaigns.campaign(id)).toMatchObject({ state: 'stopped', problem: 'too_slow' });
  const { revision } = await campaigns.campaign(id);
  clock.set(NOON);
  const refused = await campaigns.change({ intent: 'schedule', id, revision });
  expect(refused).toMatchObject({ outcome: 'invalid', faults: [{ field: 'timing' }] });
  expect(JSON.stringify(refused)).toContain('Allow 2 emails a minute or more');
});

test('a campaign that is unscheduled sends nothing', async () => {
  await emptySegment();
  await campaigns.member();
  const id = await campaigns.scheduled({
    timing: { kind: 'shop', day: '2026-11-20', time: '13:00' },
  });
  expect(await campaigns.change({ intent: 'unschedule', id })).toEqual({ outcome: 'unscheduled' });
  clock.set(NOON + HOUR);
  await campaigns.advance();
  expect(await campaigns.campaign(id)).toMatchObject({ state: 'draft', startedAt: null });
});

test('what cannot be sent is not scheduled, and the reason says what to do', async () => {
  await emptySegment();
  const id = await campaigns.saved({
    segment: 'gone',
    timing: { kind: 'shop', day: '2026-11-01', time: '09:00' },
  });
  expect(await campaigns.change({ intent: 'schedule', id, revision: 1 })).toMatchObject({
    outcome: 'invalid',
    faults: [{ field: 'segment' }, { field: 'timing' }],
  });
  expect(await campaigns.change({ intent: 'schedule', id, revision: 9 })).toEqual({
    outcome: 'conflict',
  });
});
