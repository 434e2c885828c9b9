import { describe, expect, test } from 'vitest';
import { byDay, type TimelineEntry } from './timeline-days.ts';

function entry(at: number, over: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    key: String(at),
    at,
    icon: 'visit',
    title: 'Looked at a page',
    detail: null,
    times: 1,
    ...over,
  };
}

describe('the days of a timeline', () => {
  const dayOf = (at: number) => (at < 100 ? 'Monday' : 'Tuesday');

  test('neighbours of one day that say the same become one, newest moment first', () => {
    const days = byDay([entry(103), entry(102), entry(101)], dayOf);
    expect(days).toEqual([{ day: 'Tuesday', entries: [entry(103, { times: 3 })] }]);
  });

  test('a new day starts again, and something between keeps two apart', () => {
    const order = entry(50, { icon: 'order', title: 'Placed order #1' });
    const days = byDay([entry(101), entry(60), order, entry(40)], dayOf);
    expect(days.map(({ day, entries }) => [day, entries.length])).toEqual([
      ['Tuesday', 1],
      ['Monday', 3],
    ]);
  });

  test('nothing gives no days', () => {
    expect(byDay([], dayOf)).toEqual([]);
  });
});
