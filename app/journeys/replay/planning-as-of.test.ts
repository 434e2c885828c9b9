import { expect, test } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { USUAL_LIMITS } from '#app/messages/planner/message-limits.ts';
import { cartEvent, eventAt, STORY_START } from '#tests/fixtures/journey-story.ts';
import { replayedPerson } from '#tests/fixtures/replayed-story.ts';
import { PlanningAsOf } from './planning-as-of.ts';

const rules = { limits: USUAL_LIMITS, timeZone: 'Europe/London' };

function received(at: number, country?: string) {
  const traits = country === undefined ? null : { at, country };
  return { event: cartEvent(at), receivedAt: at, traits };
}

function ticket(kind: 'support.ticket_opened' | 'support.ticket_closed', at: number) {
  const event = eventAt(at, { kind, ticketId: '7', channel: 'chat' });
  return { event, receivedAt: at, traits: null };
}

test('a person lives where their newest address says, and before any was known by the clock of the shop', () => {
  const planning = new PlanningAsOf(replayedPerson([]));
  planning.receive(received(STORY_START));
  expect(planning.personAt(STORY_START, rules).timeZone).toBe('Europe/London');
  planning.receive(received(STORY_START + HOUR, 'JP'));
  expect(planning.personAt(STORY_START + HOUR, rules).timeZone).toBe('Asia/Tokyo');
  const byShop = { ...rules, limits: { ...USUAL_LIMITS, quietZone: 'shop' as const } };
  expect(planning.personAt(STORY_START + HOUR, byShop).timeZone).toBe('Europe/London');
});

test('one who was there before the events that are read lives where they live now', () => {
  const place = { country: { value: 'JP', at: 1 }, region: null };
  const person = replayedPerson([], { place, firstSeenAt: 1, readFrom: STORY_START });
  expect(new PlanningAsOf(person).personAt(STORY_START, rules).timeZone).toBe('Asia/Tokyo');
});

test('engagement is of the last activity that was received', () => {
  const planning = new PlanningAsOf(replayedPerson([]));
  expect(planning.personAt(STORY_START, rules).engagedAt).toBe(STORY_START);
  planning.receive(received(STORY_START + DAY));
  expect(planning.personAt(STORY_START + 2 * DAY, rules).engagedAt).toBe(STORY_START + DAY);
});

test('a ticket is open from the moment it was opened until it was closed, for 14 days at most', () => {
  const planning = new PlanningAsOf(replayedPerson([]));
  const isOpen = (at: number) => planning.personAt(at, rules).hasOpenTicket;
  planning.receive(ticket('support.ticket_opened', STORY_START));
  expect(isOpen(STORY_START + HOUR)).toBe(true);
  expect(isOpen(STORY_START + 14 * DAY)).toBe(false);
  planning.receive(ticket('support.ticket_closed', STORY_START + 2 * HOUR));
  expect(isOpen(STORY_START + 2 * HOUR)).toBe(false);
});

test('a deal counts from the moment since which it stands where it does', () => {
  const planning = new PlanningAsOf(replayedPerson([], { dealSince: STORY_START + HOUR }));
  expect(planning.personAt(STORY_START, rules).hasOpenDeal).toBe(false);
  expect(planning.personAt(STORY_START + HOUR, rules).hasOpenDeal).toBe(true);
});
