import type { BuyingHistory } from './bg-nbd.ts';

/** Histories in columns, equal ones once with their number: the likelihood needs each only once. */
export type GroupedHistories = {
  repeats: Float64Array;
  last: Float64Array;
  age: Float64Array;
  people: Float64Array;
  /** How many people have so many repeats. */
  peopleByRepeats: Map<number, number>;
  total: number;
};

/** Groups histories that are equal in all three numbers. */
export function groupHistories(histories: readonly BuyingHistory[]): GroupedHistories {
  const groups = new Map<string, BuyingHistory & { people: number }>();
  for (const history of histories) {
    const key = `${String(history.repeats)} ${String(history.last)} ${String(history.age)}`;
    const group = groups.get(key);
    if (group) group.people += 1;
    else groups.set(key, { ...history, people: 1 });
  }
  return inColumns([...groups.values()]);
}

/** Puts groups into columns. */
export function inColumns(
  groups: readonly (BuyingHistory & { people: number })[],
): GroupedHistories {
  const peopleByRepeats = new Map<number, number>();
  let total = 0;
  for (const { repeats, people } of groups) {
    peopleByRepeats.set(repeats, (peopleByRepeats.get(repeats) ?? 0) + people);
    total += people;
  }
  return {
    repeats: Float64Array.from(groups, ({ repeats }) => repeats),
    last: Float64Array.from(groups, ({ last }) => last),
    age: Float64Array.from(groups, ({ age }) => age),
    people: Float64Array.from(groups, ({ people }) => people),
    peopleByRepeats,
    total,
  };
}
