import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DraftOutcome } from '#app/definitions/definition-outcome.ts';
import { createDraftSaver, PAUSE_MS, type SavedDraft, type SavingState } from './draft-saver.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Drawn = { name: string };

function named(name: string): Drawn {
  return { name };
}

const START: SavedDraft<Drawn> = { content: named('Drawn'), revision: 3, base: 1 };

/** A saver whose requests are answered when the test says so. */
function opened() {
  const states: SavingState[] = [];
  const sent: {
    draft: SavedDraft<Drawn>;
    answer: (outcome: DraftOutcome) => void;
    fail: () => void;
  }[] = [];
  const saver = createDraftSaver<Drawn>(
    START,
    (draft) =>
      new Promise((resolve, reject) => {
        sent.push({ draft, answer: resolve, fail: () => reject(new Error('Offline.')) });
      }),
    (state) => states.push(state),
    'emails',
  );
  return { saver, sent, states };
}

async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

test('what is drawn is saved once, when drawing pauses, with the revision that it was drawn on', async () => {
  const { saver, sent, states } = opened();
  saver.drawn(named('A'));
  await pass(PAUSE_MS - 1);
  saver.drawn(named('B'));
  await pass(PAUSE_MS - 1);
  expect(sent).toEqual([]);
  await pass(1);
  expect(sent.map(({ draft }) => [draft.content.name, draft.revision, draft.base])).toEqual([
    ['B', 3, 1],
  ]);
  sent[0]?.answer({ outcome: 'saved', revision: 4 });
  await pass(0);
  expect(states.at(-1)?.state).toBe('saved');
  expect(saver.isBehind()).toBe(false);
  expect(saver.saved().revision).toBe(4);
});

test('what is drawn while a request is under way is saved after it, on its revision', async () => {
  const { saver, sent } = opened();
  saver.drawn(named('A'));
  await pass(PAUSE_MS);
  saver.drawn(named('B'));
  await pass(PAUSE_MS);
  expect(sent).toHaveLength(1);
  sent[0]?.answer({ outcome: 'saved', revision: 4 });
  await pass(PAUSE_MS);
  expect(sent[1]?.draft).toMatchObject({ content: { name: 'B' }, revision: 4 });
});

test('what was taken back before it was saved is not sent', async () => {
  const { saver, sent, states } = opened();
  saver.drawn(named('A'));
  saver.drawn(START.content);
  await pass(PAUSE_MS);
  expect(sent).toEqual([]);
  expect(states.at(-1)?.state).toBe('saved');
});

test('a request without an answer is tried again, and nothing is lost meanwhile', async () => {
  const { saver, sent, states } = opened();
  saver.drawn(named('A'));
  await pass(PAUSE_MS);
  sent[0]?.fail();
  await pass(0);
  expect(states.at(-1)?.state).toBe('failed');
  await pass(10_000);
  expect(sent[1]?.draft.content.name).toBe('A');
});

test('after a conflict nothing is sent until it is said what to go on from', async () => {
  const { saver, sent, states } = opened();
  saver.drawn(named('Mine'));
  await pass(PAUSE_MS);
  sent[0]?.answer({ outcome: 'conflict', newer: null });
  await pass(0);
  saver.drawn(named('Mine too'));
  await pass(10 * PAUSE_MS);
  expect(sent).toHaveLength(1);
  expect(states.at(-1)?.state).toBe('conflict');
  saver.goOnFrom({ content: named('Theirs'), revision: 9, base: 1 });
  await pass(PAUSE_MS);
  expect(sent[1]?.draft).toMatchObject({ content: { name: 'Mine too' }, revision: 9 });
});

test('flushing saves at once and gives what the server has; nothing when it could not be saved', async () => {
  const { saver, sent } = opened();
  await expect(saver.flush()).resolves.toEqual(START);
  saver.drawn(named('A'));
  const flushed = saver.flush();
  sent[0]?.answer({ outcome: 'saved', revision: 4 });
  await expect(flushed).resolves.toMatchObject({ revision: 4, content: { name: 'A' } });
  saver.drawn(named('B'));
  const refused = saver.flush();
  sent[1]?.answer({ outcome: 'conflict', newer: null });
  await expect(refused).resolves.toBeNull();
});

test('a shop that may have no more of the kind is named the kind', async () => {
  const { saver, sent, states } = opened();
  saver.drawn(named('A'));
  await pass(PAUSE_MS);
  sent[0]?.answer({ outcome: 'too_many', most: 200 });
  await pass(0);
  const message = 'The shop has 200 emails. Delete a draft first.';
  expect(states.at(-1)).toEqual({ state: 'failed', message });
});
