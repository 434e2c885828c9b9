import { act, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { RelativeTime } from './relative-time.tsx';

const NOON = Date.UTC(2026, 5, 1, 12);
const MINUTE = 60_000;

test('a moment is said in words, exactly in the zone of the shop on hover, and in UTC for machines', () => {
  drawPart(<RelativeTime at={NOON - 5 * MINUTE} now={NOON} timeZone="Asia/Tokyo" />);
  const time = screen.getByText('5 minutes ago');
  expect(time.getAttribute('datetime')).toBe('2026-06-01T11:55:00.000Z');
  expect(time.title).toContain('20:55');
});

test('days are those of the shop: what is yesterday in one zone is two days ago in another', () => {
  const now = Date.UTC(2026, 5, 1, 0, 30);
  const moment = { at: now - 25 * 60 * MINUTE, now };
  drawPart(<RelativeTime {...moment} timeZone="Asia/Tokyo" />);
  expect(screen.getByText('yesterday')).toBeDefined();
  drawPart(<RelativeTime {...moment} timeZone="Atlantic/Reykjavik" />);
  expect(screen.getByText('2 days ago')).toBeDefined();
});

test('the words count on while the page is open', () => {
  vi.useFakeTimers();
  drawPart(<RelativeTime at={NOON - MINUTE} now={NOON} timeZone="UTC" />);
  expect(screen.getByText('1 minute ago')).toBeDefined();
  act(() => void vi.advanceTimersByTime(2 * MINUTE));
  expect(screen.getByText('3 minutes ago')).toBeDefined();
});
