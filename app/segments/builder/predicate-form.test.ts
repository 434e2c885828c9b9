import fc from 'fast-check';
import { expect, test } from 'vitest';
import { predicates } from '#tests/arbitraries/predicate.ts';
import { parsePredicate } from '#app/segments/parse-predicate.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { describePredicate } from './describe.ts';
import { differencesBetween } from './differences.ts';
import { editDraft } from './edit-draft.ts';
import { draftErrors, predicateDraftOf, writeDraft } from './predicate-form.ts';
import { segmentTemplates } from './segment-templates.ts';
import { compared, conditionAbout, TOPIC_GROUPS } from './topics.ts';

const TOPICS = TOPIC_GROUPS.flatMap(({ topics }) => topics);

test('a predicate that is opened and sent unchanged still says the same', () => {
  fc.assert(
    fc.property(predicates, (predicate) => {
      const { predicate: sent } = writeDraft(predicateDraftOf(predicate, 'GBP'), 'GBP');
      expect(describePredicate(sent as Predicate)).toBe(describePredicate(predicate));
    }),
  );
});

test.each(TOPICS.flatMap((topic) => topic.operators.map(({ is }) => [topic.key, is] as const)))(
  '%s can be compared by %s with what is filled in',
  (key, operator) => {
    const topic = TOPICS.find((one) => one.key === key);
    if (!topic) throw new Error(`${key} is not offered.`);
    const { inputs, ...form } = compared(conditionAbout(topic, 'GBP'), topic, operator, 'GBP');
    const filled: Record<string, string | string[]> = {
      values: [topic.choices[0] ?? 'x'],
      value: '12',
      date: '2026-01-01',
      from: '2026-01-01',
      to: '2026-02-01',
      segment: 'loyal',
      products: ['1'],
    };
    const filledIn = Object.fromEntries(
      Object.entries(inputs).map(([name, usual]) => [name, filled[name] ?? usual]),
    );
    const condition = { id: 1, ...form, inputs: filledIn };
    const { predicate } = writeDraft(
      { root: { id: 0, match: 'all', items: [condition] }, nextId: 2 },
      'GBP',
    );
    const parsed = parsePredicate(predicate);
    expect(parsed.outcome === 'refused' ? parsed.problems : []).toEqual([]);
  },
);

test('money is typed in the currency and sent in its smallest unit', () => {
  const spent: Predicate = { field: 'spent', is: 'at_least', value: 12_345, currency: 'GBP' };
  const draft = predicateDraftOf(spent, 'GBP');
  expect(draft.root.items).toMatchObject([{ inputs: { value: '123.45', currency: 'GBP' } }]);
  const typed = editDraft(draft, {
    edit: 'change',
    id: draft.root.items[0]?.id ?? -1,
    condition: {
      topic: 'field:spent',
      operator: 'between',
      inputs: { least: '0.29', most: '1000', currency: 'GBP' },
    },
  });
  expect(writeDraft(typed, 'GBP').predicate).toEqual({
    field: 'spent',
    is: 'between',
    least: 29,
    most: 100_000,
    currency: 'GBP',
  });
});

test('a mistake is shown at its condition and input; what is still blank is none until the user saves', () => {
  const days = { signal: 'refunded', is: 'at_least', times: 1, days: 0 } as const;
  const company = { field: 'company', is: 'one_of', values: [] as string[] } as const;
  const draft = predicateDraftOf({ all: [days, { not: { any: [days, company] } }] }, 'GBP');
  const written = writeDraft(draft, 'GBP');
  const parsed = parsePredicate(written.predicate);
  if (parsed.outcome === 'read') throw new Error('It should have been refused.');
  const errorFields = (wasTried: boolean) =>
    [...draftErrors(draft, written, parsed.problems, wasTried)].map(
      ([id, inputs]) => [id, Object.keys(inputs)] as const,
    );
  expect(errorFields(false)).toEqual([
    [1, ['days']],
    [3, ['days']],
  ]);
  expect(errorFields(true)).toEqual([
    [1, ['days']],
    [3, ['days']],
    [4, ['values']],
  ]);
});

test('every template can be parsed and says what it is for', () => {
  for (const { predicate, purpose, name } of segmentTemplates('GBP')) {
    expect(parsePredicate(predicate).outcome).toBe('read');
    expect(purpose).not.toBe('');
    expect(name).toMatch(/^[A-Z][a-z ]+ \/ /);
  }
});

test('versions differ by the conditions that were put in and taken out, wherever they stand', () => {
  const once: Predicate = { field: 'orders', is: 'equal', value: 1 };
  const often: Predicate = { field: 'orders', is: 'at_least', value: 5 };
  const here: Predicate = { field: 'country', is: 'one_of', values: ['GB'] };
  const version = (predicate: Predicate, name = 'A') => ({ name, purpose: '', predicate });
  expect(
    differencesBetween(
      version({ all: [once, here] }),
      version({ all: [here, { not: often }] }, 'B'),
      {},
    ),
  ).toEqual({
    removed: [describePredicate(once)],
    added: [`not: ${describePredicate(often)}`],
    renamed: { from: 'A', to: 'B' },
    purpose: null,
  });
  expect(
    differencesBetween(version({ all: [once, here] }), version({ all: [here, once] }), {}),
  ).toMatchObject({ removed: [], added: [] });
});
