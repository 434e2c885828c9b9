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
  const groups = new Map<string, { history: BuyingHistory; people: number }>();
  const peopleByRepeats = new Map<number, number>();
  for (const history of histories) {
    const key = `${String(history.repeats)} ${String(history.last)} ${String(history.age)}`;
    const group = groups.get(key);
    if (group) group.people += 1;
    else groups.set(key, { history, people: 1 });
    peopleByRepeats.set(history.repeats, (peopleByRepeats.get(history.repeats) ?? 0) + 1);
  }
  const list = [...groups.values()];
  return {
    repeats: Float64Array.from(list, ({ history }) => history.repeats),
    last: Float64Array.from(list, ({ history }) => history.last),
    age: Float64Array.from(list, ({ history }) => history.age),
    people: Float64Array.from(list, ({ people }) => people),
    peopleByRepeats,
    total: histories.length,
  };
}
