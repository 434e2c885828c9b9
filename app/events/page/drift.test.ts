import { describe, expect, test } from 'vitest';
import { RECEIVED_FIELDS } from '#app/events/inbox/received-fields.ts';
import { drifts } from './drift.ts';

/** Counts of a topic that carried nothing but the email address. */
function counts([before, receivedBefore]: number[], [lately, receivedLately]: number[]) {
  const received = (times = 0) => RECEIVED_FIELDS.map((field) => (field === 'email' ? times : 0));
  return {
    topic: 'orders/create',
    before: { deliveries: before ?? 0, received: received(receivedBefore) },
    lately: { deliveries: lately ?? 0, received: received(receivedLately) },
  };
}

describe('a field', () => {
  test.each([
    ['that always came and comes no more has drifted', [500, 500], [20, 0], true],
    ['that comes half as often, nearly, has drifted', [500, 500], [200, 90], true],
    ['that comes as before has not', [500, 400], [200, 150], false],
    ['that was rare may be missing by chance', [500, 25], [100, 0], false],
    ['that was rare has drifted when very many lack it', [500, 25], [1_000, 0], true],
    ['of a topic hardly known says nothing', [99, 99], [50, 0], false],
    ['of a topic that hardly comes says nothing', [500, 500], [9, 0], false],
    ['that never came has not', [500, 0], [500, 0], false],
  ])('%s', (_, before, lately, hasDrifted) => {
    expect(drifts([counts(before, lately)]).map(({ field }) => field)).toEqual(
      hasDrifted ? ['email'] : [],
    );
  });

  test('that drifted gives both shares', () => {
    expect(drifts([counts([500, 400], [100, 10])])).toEqual([
      { topic: 'orders/create', field: 'email', before: 0.8, lately: 0.1 },
    ]);
  });
});
