import { recordAudit } from '#app/audit/record-audit.server.ts';
import { addEffects } from '#app/effects/store/add-effects.server.ts';
import { effectStatus } from '#app/effects/store/change-effect.server.ts';
import { countEmailTests, selectEmailTests } from '#app/effects/store/email-tests.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { selectMailConsents } from '#app/messages/delivery/store/mail-consents.server.ts';
import {
  type EmailTestOutcome,
  sentEmailTest,
  type SentEmailTest,
} from '#app/messages/page/email-test-outcome.ts';
import { MOST_TEST_ADDRESSES, readTestAddresses } from '#app/messages/page/test-addresses.ts';
import type { MailOperator } from '#app/messages/sender/sending-domain.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { takeLock } from '#app/platform/take-lock.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { loadPreviewedEmail } from './load-previewed-email.server.ts';

/** Emails that a shop may send as tests in an hour; tests are no way to write to customers. */
export const TESTS_AN_HOUR = 20;

/** What is asked for: the id makes it the same test when it is sent twice. */
export type EmailTestAsked = {
  test: string;
  key: string;
  profileId: string | null;
  /** As it was typed. */
  to: unknown;
};

/**
 * Asks for tests of an email, one for each address, with the entry in the audit log.
 * @param by the member of staff
 * @param now epoch milliseconds
 */
export async function askEmailTest(
  client: ShopClient,
  shopId: string,
  { test, key, profileId, to }: EmailTestAsked,
  operator: MailOperator,
  by: string,
  now: number,
): Promise<EmailTestOutcome> {
  const read = readTestAddresses(to);
  if (read.outcome === 'invalid') return read;
  const { addresses } = read;
  const blocked = await blockedOf(client, shopId, addresses);
  if (blocked !== undefined)
    return { outcome: 'invalid', message: `“${blocked}” is a blocked address. Enter another.` };
  const found = await loadPreviewedEmail(
    client,
    shopId,
    { key, profileId, language: null },
    operator,
    now,
  );
  if (found === 'no_email') return { outcome: 'gone', what: 'email' };
  if (found === 'no_person') return { outcome: 'gone', what: 'person' };
  await takeLock(client, 'email_test', shopId);
  const asked = { outcome: 'asked' as const, addresses: addresses.length };
  if ((await effectStatus(client, shopId, testKey(test, 0))) !== null) return asked;
  const sent = await countEmailTests(client, shopId, now - HOUR, TESTS_AN_HOUR);
  if (sent + addresses.length > TESTS_AN_HOUR) return { outcome: 'too_many', most: TESTS_AN_HOUR };
  const effects = addresses.map((address, index) => ({
    key: testKey(test, index),
    kind: 'email_test' as const,
    payload: { emailKey: key, to: address, profileId },
    createdAt: now,
    dueAt: now,
  }));
  await addEffects(client, shopId, effects);
  await enqueueJob(client, shopId, 'deliver');
  const after = { addresses: addresses.length, person: profileId };
  const entry = { actor: by, action: 'email.tested', subject: `email:${key}`, before: null, after };
  await recordAudit(client, shopId, entry, now);
  return asked;
}

/** How the tests stand that were asked for together. */
export async function findEmailTests(
  client: ShopClient,
  shopId: string,
  test: string,
): Promise<SentEmailTest[]> {
  const keys = Array.from({ length: MOST_TEST_ADDRESSES }, (_, index) => testKey(test, index));
  return (await selectEmailTests(client, shopId, keys)).map(sentEmailTest);
}

/** The first address that gets no email, because it bounced or its owner complained. */
async function blockedOf(
  client: ShopClient,
  shopId: string,
  addresses: readonly string[],
): Promise<string | undefined> {
  const known = await selectMailConsents(client, shopId, addresses);
  return addresses.find((address) => (known.get(address)?.suppression_reason ?? null) !== null);
}

function testKey(test: string, index: number): string {
  return `email-test:${test}:${String(index)}`;
}
