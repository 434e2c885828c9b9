import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { balanceFaultsOfAll, refuseUnbalanced } from './balance-faults-of.ts';
import { testDatabase } from './database.ts';
import { installedShop } from './shop.ts';

const db = await testDatabase({ isFilled: true });

test('a mail of any shop that was sent and left no record ends a test', async () => {
  await installedShop(db.pool);
  const { id } = await installedShop(db.pool);
  expect(await balanceFaultsOfAll(db.owner, db.pool)).toEqual([]);
  await db.owner.query(
    `insert into effect (shop_id, key, kind, profile_id, state, payload, created_at, due_at)
     values ($1, 'lost', 'email', $2, 'done', '{}', now(), now())`,
    [id, randomUUID()],
  );
  expect(await balanceFaultsOfAll(db.owner, db.pool)).toEqual([
    `shop ${id}, email: 1 without a record`,
    `shop ${id}, email: 1 without a decision`,
  ]);
  await expect(refuseUnbalanced(db.url, db.owner)).rejects.toThrow('1 without a record');
});
