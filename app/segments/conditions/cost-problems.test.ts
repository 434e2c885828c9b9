import { expect, it } from 'vitest';
import { isGroup } from '#app/segments/builder/edit-draft.ts';
import { parsePredicate } from '#app/segments/parse-predicate.ts';
import type { Predicate, Condition } from '#app/segments/predicate.ts';
import { draftErrors, predicateDraftOf, writeDraft } from '#app/segments/builder/predicate-form.ts';
import { predicateCost } from './condition-cost.ts';
import { costProblems, MOST_POINTS } from './cost-problems.ts';

const NAMES = new Map([['vip', 'Retention / VIP']]);
const bought: Condition = { field: 'orders', is: 'at_least', value: 1 };
const keen: Condition = { field: 'intent', is: 'at_least', value: 50 };
const many: Condition = {
  interest: 'viewed',
  is: 'within',
  products: Array.from({ length: 250 }, (_, index) => String(index)),
  collections: [],
  days: 30,
};

function times(count: number, condition: Condition): Condition[] {
  return Array.from({ length: count }, () => condition);
}

/** What is wrong when a predicate is saved as `key` beside others. */
function problems(predicate: Predicate, key: string | null = null, others: Others = []) {
  const before = new Map(others);
  const after = key === null ? before : new Map([...before, [key, predicate]]);
  return costProblems(predicate, key, { before, after }, NAMES);
}
type Others = [string, Predicate][];

it.each<[string, Condition[], (string | number)[], string]>([
  ['interests', [...times(6, many), ...times(30, bought)], ['all', 0], '45 points'],
  ['scores', [...times(3, keen), ...times(60, bought)], ['all', 0], '80 points'],
  [
    'a score among plain ones',
    [bought, ...times(3, keen), ...times(59, bought)],
    ['all', 1],
    '80 points',
  ],
])(
  'the most expensive predicate of %s is taken, and one more condition is refused',
  (_, dearest, path, first) => {
    expect(predicateCost({ all: dearest }, new Map())).toBe(MOST_POINTS);
    expect(parsePredicate({ all: dearest }).outcome).toBe('read');
    expect(problems({ all: dearest })).toEqual([]);
    expect(problems({ all: [...dearest, bought] })).toEqual([
      {
        path,
        message: `The conditions cost too much: 1 point over the limit of 300. Remove or shorten this condition first: it costs ${first}.`,
      },
    ]);
  },
);

it('names the most expensive condition wherever it stands, and how far over the limit the whole is', () => {
  const reference: Condition = { segment: 'vip', is: 'in' };
  const others: Others = [['vip', { all: times(5, many) }]];
  const predicate: Predicate = { any: [keen, { not: { all: [bought, reference] } }, keen] };
  expect(problems(predicate, null, others)).toEqual([
    {
      path: ['any', 1, 'not', 'all', 1],
      message:
        'The conditions cost too much: 87 points over the limit of 300. Remove or shorten this condition first: it costs 226 points.',
    },
  ]);
});

it('is shown beside that condition in the builder', () => {
  const draft = predicateDraftOf(
    { any: [bought, { not: { any: [keen, ...times(6, many)] } }] },
    'GBP',
  );
  const written = writeDraft(draft, 'GBP');
  const parsed = parsePredicate(written.predicate);
  if (parsed.outcome === 'refused') throw new Error('It was refused.');
  const errors = draftErrors(draft, written, problems(parsed.predicate), false);
  const [, group] = draft.root.items;
  const [dearest] = group !== undefined && isGroup(group) ? group.items : [];
  expect([...errors]).toEqual([
    [dearest?.id, { '': expect.stringContaining('it costs 80 points') as string }],
  ]);
});

it('refuses a predicate by which another segment would become too expensive, naming it', () => {
  const twice: Predicate = { any: times(2, { segment: 'own', is: 'in' }) };
  const others: Others = [
    ['own', bought],
    ['vip', twice],
  ];
  expect(problems({ all: times(3, many) }, 'own', others)).toEqual([]);
  expect(problems({ all: times(4, many) }, 'own', others)).toEqual([
    {
      path: [],
      message:
        'The segment Retention / VIP builds on this one and would be 62 points over the limit of 300. Shorten it first, or this one.',
    },
  ]);
});

it('a segment that was too expensive already keeps no other from being saved, unless it would cost more', () => {
  const dear: Predicate = { all: [...times(9, many), { segment: 'own', is: 'in' }] };
  const others: Others = [
    ['own', { all: [bought, bought] }],
    ['vip', dear],
  ];
  expect(problems(bought, 'own', others)).toEqual([]);
  expect(problems(bought, 'new', others)).toEqual([]);
  expect(problems({ all: times(3, bought) }, 'own', others)).toMatchObject([{ path: [] }]);
  expect(problems(dear, 'vip', others)).toMatchObject([{ path: ['all', 0] }]);
});
