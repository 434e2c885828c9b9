import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { silenceOf } from './silence.ts';
import { slotIn } from './topic-health.ts';

/** A Monday at noon, and some minutes. */
const END = Date.parse('2026-11-23T12:00:00Z');
const NOW = END + 20 * 60_000;
const inUtc = slotIn('UTC');

/** The hours of some weeks that a rule picks, up to so many whole hours ago. */
function hours(weeks: number, quiet: number, picks: (hour: number) => boolean = () => true) {
  const all: number[] = [];
  for (let hour = END - weeks * 7 * DAY; hour < END - quiet * HOUR; hour += HOUR)
    if (picks(hour)) all.push(hour);
  return all;
}

function silence(active: number[], weeks: number) {
  return silenceOf(active, END - weeks * 7 * DAY, inUtc, NOW);
}

/** Hours of the day from one on, until eight in the evening. */
function byDay(from: number) {
  return (hour: number) =>
    new Date(hour).getUTCHours() >= from && new Date(hour).getUTCHours() < 20;
}

describe('a topic', () => {
  test.each([
    ['of every hour is heard while the hour goes on', hours(8, 0), 8, 'heard'],
    ['of every hour is not silent after three hours', hours(8, 3), 8, 'heard'],
    ['of every hour is silent after four hours', hours(8, 4), 8, 'silent'],
    ['known for two weeks needs a longer silence', hours(2, 9), 2, 'heard'],
    ['known for two weeks is silent after ten hours', hours(2, 10), 2, 'silent'],
    ['known for less says nothing', hours(1, 100), 1, 'too_little_evidence'],
    ['that came a few times says nothing', hours(8, 0).slice(0, 9), 8, 'too_little_evidence'],
    ['of the day is not silent after a night', hours(8, 16, byDay(9)), 8, 'heard'],
    ['of the day is silent when the morning brings nothing', hours(8, 16, byDay(8)), 8, 'silent'],
    [
      'of one hour a week is heard after a week',
      hours(8, 0, (hour) => inUtc(hour) === 30),
      8,
      'too_little_evidence',
    ],
  ])('%s', (_, active, weeks, state) => {
    expect(silence(active, weeks).state).toBe(state);
  });

  test('says since when it is silent and how rare that is', () => {
    expect(silence(hours(8, 5), 8)).toEqual({
      state: 'silent',
      hours: 5,
      since: END - 5 * HOUR,
      chance: expect.closeTo((1 / 8) ** 5, 8) as number,
    });
  });

  test('never becomes likelier to be heard the longer nothing comes', () => {
    const picked = fc.array(fc.boolean(), { minLength: 168, maxLength: 168 });
    fc.assert(
      fc.property(picked, fc.integer({ min: 1, max: 100 }), (slots, quiet) => {
        const active = hours(8, 100, (hour) => slots[inUtc(hour)] ?? false);
        const at = (hoursLater: number) =>
          silenceOf(active, END - 56 * DAY, inUtc, END - (100 - hoursLater) * HOUR);
        if (at(quiet - 1).state === 'silent') expect(at(quiet).state).toBe('silent');
      }),
    );
  });

  test('is learned by the clock of the shop, also when it was changed', () => {
    const slot = slotIn('Europe/Berlin');
    expect(slot(Date.parse('2026-10-19T07:00:00Z'))).toBe(9);
    expect(slot(Date.parse('2026-10-26T08:00:00Z'))).toBe(9);
  });
});
