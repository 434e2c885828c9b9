import { expect, test } from 'vitest';
import type { ConsentState } from '#app/events/event.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { EMAIL_TOPICS } from './email-topics.ts';
import { readerRefusalSql, refusedByReader } from './reader-preferences.ts';
import { maySend, refusalSql, type MessageClass, type SuppressionReason } from './may-send.ts';

const db = await testDatabase();

const STATES: (ConsentState | null)[] = [
  null,
  'subscribed',
  'unsubscribed',
  'pending',
  'not_subscribed',
  'invalid',
  'redacted',
];
const REASONS: (SuppressionReason | null)[] = [
  null,
  'unsubscribed',
  'soft_bounce',
  'hard_bounce',
  'complaint',
];

test('the database gives the same result as memory, whatever is known of an address', async () => {
  const cases = (['marketing', 'transactional'] satisfies MessageClass[]).flatMap((one) =>
    STATES.flatMap((state) =>
      REASONS.flatMap((reason) =>
        (state === null ? [null] : [null, 99, 100, 101]).map((optedInAt) => ({
          one,
          state,
          reason,
          optedInAt,
        })),
      ),
    ),
  );
  const refusal = refusalSql({
    messageClass: 'one',
    state: 'state',
    optedInAt: '"optedInAt"',
    reason: 'reason',
    suppressedAt: 'case when reason is not null then 100 end',
  });
  const { rows } = await db.owner.query<{ refusal: string | null }>(
    `select ${refusal} as refusal from json_to_recordset($1)
       as row (place int, one text, state text, reason text, "optedInAt" int) order by place`,
    [JSON.stringify(cases.map((row, place) => ({ place, ...row })))],
  );
  const answers = cases.map(({ one, state, reason, optedInAt }) =>
    maySend(one, {
      address: 'ada@shop.example',
      consent: state && { state, at: 100, optedInAt },
      suppression: reason && { reason, at: 100 },
    }),
  );
  expect(rows.map((row) => row.refusal)).toEqual(
    answers.map((answer) => (answer.allowed ? null : answer.reason)),
  );
});

test('the database gives the same result as memory, whatever the reader of an email chose', async () => {
  const cases = (['marketing', 'transactional'] satisfies MessageClass[]).flatMap((one) =>
    EMAIL_TOPICS.flatMap((topic) =>
      [null, [], ['news'], ['carts', 'reviews'], ['gone']].flatMap((declined) =>
        [null, 99, 100, 101].map((pausedUntil) => ({ one, topic, declined, pausedUntil })),
      ),
    ),
  );
  const refusal = readerRefusalSql({
    messageClass: 'one',
    topic: 'topic',
    declinedTopics: 'declined',
    pausedUntil: '"pausedUntil"',
    now: '100',
  });
  const { rows } = await db.owner.query<{ refusal: string | null }>(
    `select ${refusal} as refusal from json_to_recordset($1)
       as row (place int, one text, topic text, declined text[], "pausedUntil" int) order by place`,
    [JSON.stringify(cases.map((row, place) => ({ place, ...row })))],
  );
  const answers = cases.map(({ one, topic, declined, pausedUntil }) =>
    refusedByReader(
      one,
      { topic, preferences: { declinedTopics: declined ?? [], pausedUntil } },
      100,
    ),
  );
  expect(rows.map((row) => row.refusal)).toEqual(answers);
});
