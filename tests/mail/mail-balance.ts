import { expect } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { mailBalance } from '#app/messages/delivery/balance.server.ts';
import { expectBalance } from '#tests/setup/expect-balance.ts';
import type { MailEnvironment } from './mail-environment.ts';

/** Every mail that was asked for has one outcome, and none reached the mailbox twice or uncounted. */
export async function expectMailsAccounted({
  pool,
  shopId,
  mailbox,
}: MailEnvironment): Promise<void> {
  const balance = await inShop(pool, shopId, (client) => mailBalance(client, shopId));
  expect(balance.holds).toBe(true);
  await expectBalance(pool, shopId);
  expect(balance.sent).toBe(mailbox.ledger.size);
  expect(Math.max(...mailbox.ledger.values())).toBe(1);
}
