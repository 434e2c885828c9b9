import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import { reportedEvent } from '#tests/fixtures/reported-payloads.ts';
import { eventsOf } from '#tests/fixtures/parsed-payloads.ts';
import { readReport } from '#app/events/api/reported-event.ts';

describe('an event reported by another program', () => {
  test.each<[string, Payload, Payload]>([
    [
      'a ticket that was opened',
      {},
      { kind: 'support.ticket_opened', ticketId: '8812', channel: 'chat' },
    ],
    [
      'a ticket without details',
      { type: 'ticket.closed', data: undefined },
      { kind: 'support.ticket_closed', ticketId: null, channel: null },
    ],
    [
      'a review',
      { type: 'review.submitted', data: { rating: 4.5, product_id: 'gid://shopify/Product/7' } },
      { kind: 'review.submitted', rating: 4.5, productId: '7' },
    ],
    [
      'an event of its own',
      { type: 'custom.quiz_done', data: { result: 'oak', score: 7, again: false, note: null } },
      {
        kind: 'custom.happened',
        name: 'quiz_done',
        values: { result: 'oak', score: 7, again: false, note: null },
      },
    ],
  ])('%s is read', (_name, over, expected) => {
    expect(eventsOf('api/event', reportedEvent(over))).toMatchObject([
      {
        ...expected,
        at: Date.UTC(2026, 9, 1, 8, 58),
        identifiers: [{ kind: 'email', value: 'ada@example.com' }],
        traits: { email: 'ada@example.com' },
      },
    ]);
  });

  test('belongs to the customer first, when both are sent', () => {
    const [event] = eventsOf('api/event', reportedEvent({ customer_id: 6940095564 }));
    expect(event?.identifiers.map(({ kind }) => kind)).toEqual(['customer', 'email']);
  });

  test('is one event however often it is sent, by the id of its sender', () => {
    const idOf = (over: Payload) => eventsOf('api/event', reportedEvent(over))[0]?.id;
    expect(idOf({ data: {} })).toBe(idOf({}));
    expect(idOf({ id: 'another' })).not.toBe(idOf({}));
    expect(idOf({ type: 'ticket.closed' })).not.toBe(idOf({}));
  });

  test('never changes a consent, a name or an address beside the one it names', () => {
    const claims = { consent: 'subscribed', first_name: 'Eve', traits: { phone: '+441' } };
    const [event] = eventsOf('api/event', reportedEvent({ ...claims, data: claims }));
    expect(event?.kind).toBe('support.ticket_opened');
    expect(event?.traits).toEqual({ email: 'ada@example.com' });
  });

  test.each<[string, Payload, string]>([
    ['no id', { id: undefined }, 'id'],
    ['an id with a blank', { id: 'a b' }, 'id'],
    ['no time', { at: undefined }, 'at'],
    ['a time without its offset', { at: '2026-10-01T10:00:00' }, 'at'],
    ['a time that never was', { at: '2026-02-31T10:00:00Z' }, 'at'],
    ['a time before online shops', { at: '1970-01-01T00:00:00Z' }, 'at'],
    ['an address that is none', { email: 'ada' }, 'email'],
    ['no person', { email: undefined }, 'email'],
    ['a customer id that is none', { customer_id: 'ada' }, 'customer_id'],
    ['no type', { type: undefined }, 'type'],
    ['an unknown type', { type: 'order.placed' }, 'type'],
    ['a type named like what every object has', { type: 'constructor' }, 'type'],
    ['no rating', { type: 'review.submitted', data: {} }, 'data.rating'],
    ['six stars', { type: 'review.submitted', data: { rating: 6 } }, 'data.rating'],
    ['no data of a review', { type: 'review.submitted', data: undefined }, 'data'],
    ['a list among its values', { type: 'custom.a', data: { list: [] } }, 'data.list'],
  ])('with %s is refused, naming the field', (_name, over, field) => {
    const read = readReport(JSON.parse(JSON.stringify(reportedEvent(over))));
    if (read.outcome !== 'invalid') throw new Error('It was read.');
    expect(read.faults.map((fault) => fault.field).join()).toMatch(new RegExp(`^${field}`));
    expect(read.faults.every(({ message }) => /expected|Invalid/.test(message))).toBe(true);
  });

  test('loses a value named __proto__, and changes no other object by it', () => {
    const data: unknown = JSON.parse('{"__proto__":{"polluted":true},"score":1}');
    const [event] = eventsOf('api/event', reportedEvent({ type: 'custom.a', data }));
    expect(event).toMatchObject({ values: { score: 1 } });
    expect('polluted' in {}).toBe(false);
    expect(JSON.stringify(event)).not.toContain('polluted');
  });

  test('is never read by throwing, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record({
            type: fc.constantFrom('ticket.opened', 'review.submitted', 'custom.a'),
            id: fc.anything(),
            at: fc.anything(),
            email: fc.anything(),
            customer_id: fc.anything(),
            data: fc.anything(),
          }),
        ),
        (value) => {
          expect(['read', 'invalid']).toContain(readReport(value).outcome);
        },
      ),
    );
  });
});
