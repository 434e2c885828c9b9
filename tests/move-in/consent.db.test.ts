import { expect, test } from 'vitest';
import { refusalSql } from '#app/consent/may-send.ts';
import { inShop } from '#app/db.server.ts';
import { policyOf } from '#app/engine/shop-policy.server.ts';
import { register } from '#app/jobs/heartbeat.server.ts';
import { DAY } from '#app/lib/duration.ts';
import type { Mapping } from '#app/move-in/fields.ts';
import { beginFile, startCheck, startRun } from '#app/move-in/files.server.ts';
import { readMoveIns } from '#app/move-in/read-move-ins.server.ts';
import { completeFile, saveSlice } from '#app/move-in/slices.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, tellOwn } from '#tests/setup/told-shop.ts';

const db = await testDatabase();
const NOW = Date.UTC(2026, 10, 21, 12);

/** Takes a file of people in, as its columns are said to be. */
async function takeIn(shopId: string, text: string, mapping: Mapping): Promise<void> {
  const bytes = Buffer.from(text);
  const pulse = await register(db.pool, 'test');
  const read = () =>
    readMoveIns(
      { pool: db.pool, clock: { now: () => NOW }, logger: silentLogger, pulse, policyOf },
      shopId,
    );
  const file = { fileName: 'people.csv', bytes: bytes.length, actor: 'staff', now: NOW };
  const id = await inShop(db.pool, shopId, async (client) => {
    const begun = await beginFile(client, shopId, file);
    if (begun.outcome !== 'begun') throw new Error(begun.reason);
    await saveSlice(client, shopId, begun.id, 0, bytes);
    await completeFile(client, shopId, begun.id);
    await startCheck(client, shopId, begun.id, { kind: 'csv', mapping }, NOW);
    return begun.id;
  });
  await read();
  await inShop(db.pool, shopId, (client) => startRun(client, shopId, id, 'staff', NOW));
  await read();
}

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
    await tellOwn(db.pool, shopId, 'consent.changed', NOW - 10 * DAY, {
      identifiers: [{ kind: 'email', value: `${who}@fern.example` }],
      channel: 'email',
      state,
      source: 'form',
    });
  await drainAt(db.pool, shopId, NOW - 10 * DAY);
  await takeIn(shopId, 'Email,Why\nned@fern.example,USER_SUPPRESSED\n', ['email', 'suppression']);
  const rows = ['lou', 'max', 'ned', 'ola'].map(
    (who) => `${who}@fern.example,subscribed,2026-11-20,Market stall`,
  );
  await takeIn(shopId, ['Email,State,Since,Where', ...rows, ''].join('\n'), [
    'email',
    'emailState',
    'emailAt',
    'emailSource',
  ]);
  expect(await mailable(shopId)).toEqual([
    { who: 'lou', allowed: false },
    { who: 'max', allowed: true },
    { who: 'ned', allowed: false },
    { who: 'ola', allowed: true },
  ]);
});
