import { expect, test } from 'vitest';
import { refusalSql } from '#app/consent/may-send.ts';
import { DAY } from '#app/lib/duration.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, receiveInternal } from '#tests/setup/received-deliveries.ts';
import { importText } from './import-text.ts';

const db = await testDatabase();
const NOW = Date.UTC(2026, 10, 21, 12);

/** Addresses of which something is known, and whether marketing may go there. */
async function mailable(shopId: string): Promise<unknown[]> {
  const refusal = refusalSql({
    messageClass: `'marketing'`,
    state: 'c.state',
    optedInAt: 'c.opted_in_at',
    reason: 's.reason',
    suppressedAt: 's.at',
  });
  const { rows } = await db.owner.query<object>(
    `select split_part(c.address, '@', 1) as who, ${refusal} is null as allowed
       from address_consent c
       left join suppression s on s.shop_id = c.shop_id and s.address = c.address
      where c.shop_id = $1 order by c.address`,
    [shopId],
  );
  return rows;
}

test('a file lifts no unsubscribe of ours and no suppression, however new it says its consent is', async () => {
  const { id: shopId } = await installedShop(db.pool);
  for (const [who, state] of [
    ['lou', 'unsubscribed'],
    ['max', 'subscribed'],
  ] as const)
    await receiveInternal(db.pool, shopId, 'consent.changed', NOW - 10 * DAY, {
      identifiers: [{ kind: 'email', value: `${who}@fern.example` }],
      channel: 'email',
      state,
      source: 'form',
    });
  await drainAt(db.pool, shopId, NOW - 10 * DAY);
  await importText(
    db.pool,
    shopId,
    'Email,Why\nned@fern.example,USER_SUPPRESSED\n',
    ['email', 'suppression'],
    NOW,
  );
  const rows = ['lou', 'max', 'ned', 'ola'].map(
    (who) => `${who}@fern.example,subscribed,2026-11-20,Market stall`,
  );
  await importText(
    db.pool,
    shopId,
    ['Email,State,Since,Where', ...rows, ''].join('\n'),
    ['email', 'emailState', 'emailAt', 'emailSource'],
    NOW,
  );
  expect(await mailable(shopId)).toEqual([
    { who: 'lou', allowed: false },
    { who: 'max', allowed: true },
    { who: 'ned', allowed: false },
    { who: 'ola', allowed: true },
  ]);
});
