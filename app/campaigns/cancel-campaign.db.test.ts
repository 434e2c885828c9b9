import { expect, test } from 'vitest';
import { MINUTE, SECOND } from '#app/lib/duration.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { campaignsOf } from '#tests/campaigns/campaign-environment.ts';
import { NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { pool, shopId, clock } = environment;
const campaigns = campaignsOf(environment);

/** Each test has people of its own in the segment: so many. */
async function fillSegment(count: number): Promise<void> {
  clock.set(NOON);
  await inShop(pool, shopId, (client) =>
    client.query('delete from membership where shop_id = $1', [shopId]),
  );
  for (let n = 0; n < count; n += 1) await campaigns.member();
}

async function statesOf(id: string): Promise<string[]> {
  const effects = await campaigns.effects(id);
  return [...effects.values()].map(({ state, reason }) => reason ?? state).sort();
}

test('cancelled midway, what has not left is skipped for good after a minute, each with its decision', async () => {
  await fillSegment(3);
  const id = await campaigns.scheduled({ perMinute: 1 });
  await campaigns.advance();
  expect(await campaigns.deliver()).toMatchObject({ sent: 1 });
  expect(await campaigns.change({ intent: 'cancel', id })).toEqual({ outcome: 'cancelled', id });

  // What falls due within the minute is held back.
  clock.set(NOON + MINUTE - SECOND);
  await campaigns.advance();
  expect(await campaigns.deliver()).toMatchObject({ sent: 0 });
  expect(await campaigns.campaign(id)).toMatchObject({ state: 'stopping' });

  clock.set(NOON + MINUTE);
  await campaigns.advance();
  expect(await campaigns.deliver()).toMatchObject({ sent: 0, held: 2 });
  expect(await campaigns.campaign(id)).toMatchObject({
    state: 'cancelled',
    finishedAt: NOON + MINUTE,
  });
  expect(await statesOf(id)).toEqual(['campaign_cancelled', 'campaign_cancelled', 'done']);
  const decided = (await campaigns.decisions(id)).map(({ reason }) => reason).sort();
  expect(decided).toEqual(['campaign_cancelled', 'campaign_cancelled', 'marketing']);
  expect(await campaigns.change({ intent: 'resume', id })).toEqual({ outcome: 'too_late' });
});

test('within the minute cancelling is undone, and all who may get it still do', async () => {
  await fillSegment(2);
  const id = await campaigns.scheduled();
  await campaigns.advance();
  await campaigns.change({ intent: 'cancel', id });
  expect(await campaigns.deliver()).toMatchObject({ sent: 0, held: 2 });
  clock.set(NOON + 30 * SECOND);
  expect(await campaigns.change({ intent: 'resume', id })).toEqual({ outcome: 'resumed' });
  clock.set(NOON + MINUTE);
  await campaigns.advance();
  expect(await campaigns.deliver()).toMatchObject({ sent: 2 });
  expect(await campaigns.campaign(id)).toMatchObject({ state: 'sending', cancelledAt: null });
  const deferred = (await campaigns.decisions(id)).filter(({ outcome }) => outcome === 'deferred');
  expect(deferred.map(({ reason }) => reason)).toEqual(['campaign_stopping', 'campaign_stopping']);
});

test('cancelled before all people were looked at, the others are skipped as cancelled too', async () => {
  await fillSegment(2);
  const id = await campaigns.scheduled();
  await inShop(pool, shopId, (client) =>
    client.query(
      `update campaign set state = 'sending', started_at = $3, people_total = 2 where shop_id = $1 and id = $2`,
      [shopId, id, new Date(NOON)],
    ),
  );
  await campaigns.change({ intent: 'cancel', id });
  clock.set(NOON + MINUTE);
  await campaigns.advance();
  expect(await campaigns.deliver()).toMatchObject({ sent: 0 });
  expect(await statesOf(id)).toEqual(['campaign_cancelled', 'campaign_cancelled']);
  expect(await campaigns.campaign(id)).toMatchObject({ state: 'cancelled', peopleDone: 2 });
});

test('an email that was about to leave when the campaign was cancelled does not leave', async () => {
  await fillSegment(1);
  const id = await campaigns.scheduled();
  await campaigns.advance();
  const { mailServices } = environment;
  // Cancelled after it was decided that the email leaves, and before it is marked.
  const render = mailServices.renderer;
  const renderer = {
    ...render,
    prepare: async (...emails: Parameters<typeof render.prepare>) => {
      const prepared = await render.prepare(...emails);
      await campaigns.change({ intent: 'cancel', id });
      return prepared;
    },
  };
  await deliverMails({ ...mailServices, renderer }, shopId);
  expect(await statesOf(id)).not.toContain('done');
  clock.set(NOON + 2 * MINUTE);
  await campaigns.advance();
  await campaigns.deliver();
  expect(await statesOf(id)).toEqual(['campaign_cancelled']);
});

test('each change is brought on by one effect, however often it was cancelled and resumed', async () => {
  await fillSegment(2);
  const id = await campaigns.scheduled({ perMinute: 1 });
  await campaigns.advance();
  for (let n = 0; n < 3; n += 1) {
    await campaigns.change({ intent: 'cancel', id });
    await campaigns.change({ intent: 'resume', id });
  }
  clock.set(NOON + 2 * MINUTE);
  await campaigns.advance();
  const { rows } = await inShop(pool, shopId, (client) =>
    client.query<{ key: string }>(
      `select key from effect where shop_id = $1 and kind = 'advance_campaign' and state = 'ready'
          and payload ->> 'campaignId' = $2`,
      [shopId, id],
    ),
  );
  const { revision } = await campaigns.campaign(id);
  expect(rows.map(({ key }) => key)).toEqual([`campaign-advance:${id}:${String(revision)}`]);
  expect(await campaigns.deliver()).toMatchObject({ sent: 1 });
});
