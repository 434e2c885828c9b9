import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import {
  detectNoneYet,
  detectStop,
  neededEvidence,
  noticeTime,
  type UsualChances,
} from './detect-stop.ts';
import {
  expectedBetween,
  learnWeeklyProfile,
  LEARNED_SPAN,
  levelUntil,
  type CountedHour,
} from './weekly-profile.ts';

const NOW = Date.UTC(2026, 10, 30);
const SPAN = { from: NOW - LEARNED_SPAN, until: NOW };
function slotOf(hour: number): number {
  return Math.floor(hour / HOUR) % (7 * 24);
}
const NO_CHANCES = { taken: 0, missed: 0 };

/** Eight weeks in which each hour had a count. */
function weeksOf(countAt: (hour: number) => number): CountedHour[] {
  return Array.from({ length: LEARNED_SPAN / HOUR }, (_, index) => {
    const hour = SPAN.from + index * HOUR;
    return { hour, count: countAt(hour) };
  }).filter(({ count }) => count > 0);
}

function learned(countAt: (hour: number) => number) {
  const profile = learnWeeklyProfile(weeksOf(countAt), SPAN, slotOf);
  if (!profile) throw new Error('Nothing was learned.');
  return profile;
}

function isDay(hour: number): boolean {
  return new Date(hour).getUTCHours() >= 8;
}
const byDay = learned((hour) => (isDay(hour) ? 12 : 0));

test('what is usual is learned by the hour of the week, and a month is as busy as its hours', () => {
  const noon = Date.UTC(2026, 10, 30, 12);
  const { count } = expectedBetween(byDay, noon, noon + 30 * MINUTE, { level: 1, slotOf });
  expect(count).toBeCloseTo(6, 5);
  expect(byDay.perMonth).toBeCloseTo(12 * 16 * 30, 5);
});

test('less than two weeks, or a few times in all, say nothing of what is usual', () => {
  const twice = weeksOf(() => 2);
  expect(learnWeeklyProfile(twice, { from: NOW - 13 * DAY, until: NOW }, slotOf)).toBeNull();
  expect(learnWeeklyProfile(twice.slice(0, 5), SPAN, slotOf)).toBeNull();
});

test('a flood of one hour changes little of what is usual', () => {
  const flooded = learned((hour) => (hour === SPAN.from + 100 * HOUR ? 5_000 : 2));
  expect(Math.max(...flooded.bySlot)).toBeLessThan(6);
});

test('a silence at night is no stop, the same silence by day is one', () => {
  const midnight = Date.UTC(2026, 11, 1);
  const series = { profile: byDay, level: 1, missed: 0, chances: NO_CHANCES };
  const night = detectStop({ ...series, lastAt: midnight }, 1, midnight + 7 * HOUR, slotOf);
  expect(night).toMatchObject({ quiet: 0, stopped: null });
  const morning = midnight + 8 * HOUR;
  expect(detectStop({ ...series, lastAt: morning }, 1, morning + 7 * HOUR, slotOf).stopped).toBe(
    'quiet',
  );
});

test('refusals one after the other are a stop where they are rare, and none where they are usual', () => {
  const lastAt = Date.UTC(2026, 11, 1, 10);
  const refused = (chances: UsualChances) =>
    detectStop({ profile: byDay, level: 1, lastAt, missed: 5, chances }, 1, lastAt, slotOf);
  expect(refused({ taken: 990, missed: 10 }).stopped).toBe('missed');
  expect(refused({ taken: 300, missed: 700, again: 490 }).stopped).toBeNull();
  // Ten people are too few to know what is usual.
  expect(refused({ taken: 10, missed: 0 }).missed).toBe(0);
});

test('refusals that come in clumps are no stop where one often follows another', () => {
  const lastAt = Date.UTC(2026, 11, 1, 10);
  const series = { profile: byDay, level: 1, lastAt, missed: 5 };
  const single = { taken: 950, missed: 50, again: 2 };
  const stopped = (again: number) =>
    detectStop({ ...series, chances: { ...single, again } }, 1, lastAt, slotOf).stopped;
  expect(stopped(2)).toBe('missed');
  expect(stopped(40)).toBeNull();
});

test('rules that take no one are noticed by those who are refused, or after a day', () => {
  const usual = { taken: 950, missed: 50, again: 2 };
  const hours = (missed: number, waited: number, chances: UsualChances, came = 0) =>
    detectNoneYet({ missed, chances, waitedMs: waited * HOUR }, came).stopped;
  expect(hours(50, 3, usual)).toBe('none_yet');
  expect(hours(20, 3, usual)).toBeNull();
  expect(hours(50, 3, NO_CHANCES)).toBeNull();
  expect(hours(20, 24, NO_CHANCES)).toBe('none_yet');
  expect(hours(3, 24, NO_CHANCES)).toBeNull();
  expect(hours(3, 24 * 7, NO_CHANCES)).toBe('none_yet');
  expect(hours(1, 24 * 7, NO_CHANCES)).toBeNull();
});

test('a trigger that takes none of what comes is noticed after a day where much comes, and never by a few events', () => {
  const days = (came: number, waited: number) =>
    detectNoneYet({ missed: 0, chances: NO_CHANCES, waitedMs: waited * DAY }, came).stopped;
  expect(days(100, 1)).toBe('none_yet');
  expect(days(20, 1)).toBeNull();
  expect(days(20, 7)).toBe('none_yet');
  expect(days(5, 30)).toBeNull();
  expect(days(0, 30)).toBeNull();
});

test('the more is watched, the more it takes, so that a shop has not more false alarms', () => {
  expect(neededEvidence(byDay, 20)).toBeGreaterThan(neededEvidence(byDay, 1));
});

test('clumps make a silence less surprising than as many single events', () => {
  // Every fifth hour is another one of each week.
  const clumped = learned((hour) => ((hour / HOUR) % 5 === 0 ? 10 : 0));
  const single = learned(() => 2);
  const at = Date.UTC(2026, 11, 1, 12);
  const evidence = (profile: typeof single) =>
    expectedBetween(profile, at, at + DAY, { level: 1, slotOf }).evidence;
  expect(evidence(single)).toBeGreaterThan(evidence(clumped));
});

test('after quiet hours less is expected, after busy ones no more than usual', () => {
  const noon = Date.UTC(2026, 10, 29, 12);
  const counts = weeksOf((hour) => (isDay(hour) ? 12 : 0));
  const busy = counts.map((one) => ({ ...one, count: one.count * 3 }));
  const quiet = counts.map((one) => ({ ...one, count: one.hour > noon - 6 * HOUR ? 1 : 12 }));
  expect(levelUntil(byDay, counts, noon, slotOf)).toBeCloseTo(1, 2);
  expect(levelUntil(byDay, busy, noon, slotOf)).toBe(1);
  expect(levelUntil(byDay, quiet, noon, slotOf)).toBeLessThan(0.5);
});

test('how long a stop takes to be noticed is shorter the busier it is: minutes at a hundred an hour, days at three a day', () => {
  const busy = learned(() => 100);
  const rare = learned((hour) => ((hour / HOUR) % 8 === 0 ? 1 : 0));
  expect(noticeTime(busy, 1)).toBeLessThan(10 * MINUTE);
  expect(noticeTime(rare, 1)).toBeGreaterThan(DAY);
  expect(noticeTime(rare, 1)).toBeLessThan(4 * DAY);
});
