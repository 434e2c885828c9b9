import { expect, test } from 'vitest';
import { selectDueEffects } from '#app/effects/store/due-effects.server.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { campaignsOf } from '#tests/campaigns/campaign-environment.ts';
import { openDueMails } from '#tests/mail/due-mails.ts';
import { NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { pool, shopId, clock, mailServices } = environment;
const campaigns = campaignsOf(environment);
const LATER = { kind: 'shop', day: '2026-11-20', time: '13:00' } as const;

/** Each test has a segment of its own. */
async function emptySegment(): Promise<void> {
  clock.set(NOON);
  await inShop(pool, shopId, (client) =>
    client.query('delete from membership where shop_id = $1', [shopId]),
  );
}

test.each(['into the first', 'into the second'])(
  'two people who are merged %s after both were written to the outbox get the email once',
  async (direction) => {
    await emptySegment();
    const [ada, double] = [await campaigns.member(), await campaigns.member()];
    const id = await campaigns.scheduled({ timing: LATER });
    clock.set(NOON + HOUR);
    await campaigns.advance();
    const [from, into] = direction === 'into the first' ? [double, ada] : [ada, double];
    await campaigns.merge(from, into);
    expect(await campaigns.deliver()).toMatchObject({ sent: 1, held: 1 });
    const decided = (await campaigns.decisions(id)).map(({ reason }) => reason).sort();
    expect(decided).toEqual(['marketing', 'merged_recipient']);
  },
);

test('people who are merged after one of them got the email do not get it again', async () => {
  await emptySegment();
  const [ada, double] = [await campaigns.member(), await campaigns.member()];
  const id = await campaigns.scheduled({ perMinute: 1 });
  await campaigns.advance();
  expect(await campaigns.deliver()).toMatchObject({ sent: 1 });
  await campaigns.merge(ada, double);
  clock.set(NOON + MINUTE);
  expect(await campaigns.deliver()).toMatchObject({ sent: 0, held: 1 });
  expect(await campaigns.campaign(id)).toMatchObject({ peopleTotal: 2, peopleDone: 2 });
});

test('people who are merged between the decision and the sending get the email once', async () => {
  await emptySegment();
  const [ada, double] = [await campaigns.member(), await campaigns.member()];
  await campaigns.scheduled();
  await campaigns.advance();
  const { renderer } = mailServices;
  const prepare: typeof renderer.prepare = async (...emails) => {
    const prepared = await renderer.prepare(...emails);
    await campaigns.merge(ada, double);
    return prepared;
  };
  const services = { ...mailServices, renderer: { ...renderer, prepare } };
  expect(await deliverMails(services, shopId)).toMatchObject({ sent: 1 });
  expect(await campaigns.deliver()).toMatchObject({ sent: 0, held: 1 });
});

test('who left the segment or became a trade buyer since it was prepared does not get it', async () => {
  await emptySegment();
  const [left, trader, ada] = [
    await campaigns.member(),
    await campaigns.member(),
    await campaigns.member(),
  ];
  const at = { kind: 'person', day: '2026-11-21', time: '09:00', late: 'next_day' } as const;
  const id = await campaigns.scheduled({ timing: at });
  clock.set(Date.UTC(2026, 10, 20, 19));
  await campaigns.advance();
  await campaigns.leaveSegment(left);
  await inShop(pool, shopId, (client) =>
    client.query(
      `update profile set state = (state::jsonb || '{"tags": [["wholesale", 1, 1]]}'::jsonb)::json
        where shop_id = $1 and id = $2`,
      [shopId, trader.id],
    ),
  );
  clock.set(Date.UTC(2026, 10, 21, 9));
  expect(await campaigns.deliver()).toMatchObject({ sent: 1, held: 2 });
  const effects = await campaigns.effects(id);
  expect(effects.get(left.id)).toMatchObject({ state: 'skipped', reason: 'left_segment' });
  expect(effects.get(trader.id)).toMatchObject({ state: 'skipped', reason: 'trade_left_out' });
  expect(effects.get(ada.id)).toMatchObject({ state: 'done' });
});

test('after an outage no more leave in a minute than the campaign allows, and other emails before them', async () => {
  await emptySegment();
  for (let n = 0; n < 5; n += 1) await campaigns.member();
  const id = await campaigns.scheduled({ perMinute: 2 });
  await campaigns.advance();
  clock.set(NOON + HOUR);
  expect(await campaigns.deliver()).toMatchObject({ sent: 2 });
  expect(await campaigns.deliver()).toMatchObject({ sent: 0 });
  const due = [...(await campaigns.effects(id)).values()].filter(({ state }) => state === 'ready');
  expect(due.map(({ dueAt }) => dueAt - NOON - HOUR)).toEqual([MINUTE, MINUTE, 2 * MINUTE]);
  // Its page says how many wait for that.
  expect(due.map(({ reason }) => reason)).toEqual(Array(3).fill('campaign_pace'));
  clock.set(NOON + HOUR + MINUTE);
  expect(await campaigns.deliver()).toMatchObject({ sent: 2 });
  clock.set(NOON + HOUR + 2 * MINUTE);
  expect(await campaigns.deliver()).toMatchObject({ sent: 1 });
});

test('emails of a campaign are taken after all others, however long they are due', async () => {
  await emptySegment();
  await campaigns.member();
  await campaigns.scheduled();
  await campaigns.advance();
  const { key } = await openDueMails(environment).dueMail();
  const taken = await inShop(pool, shopId, (client) =>
    selectDueEffects(client, shopId, ['email'], { limit: 1, now: NOON + DAY }),
  );
  expect(taken.map((effect) => effect.key)).toEqual([key]);
  clock.set(NOON + DAY);
  await campaigns.deliver();
});
