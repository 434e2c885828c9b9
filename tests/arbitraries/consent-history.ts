import fc from 'fast-check';
import { readDelivery } from '#app/events/inbox/read-delivery.ts';
import type { ConsentState, DomainEvent } from '#app/events/event.ts';
import { rowEvents } from '#app/imports/csv/row-events.ts';
import { readRow } from '#app/imports/csv/read-row.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload, emailConsentPayload } from '#tests/fixtures/customer-payloads.ts';
import { encodeBody } from '#tests/fixtures/webhook-body.ts';

/** The moment at which histories begin, and the three addresses and customers they are of. */
export const CONSENT_START = Date.UTC(2026, 9, 1);
export const ADDRESSES = ['ada@a.example', 'bea@b.example', 'cas@c.example'] as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An act of an address itself, as seen from outside. Times are epoch milliseconds. */
export type OwnAct = { address: string; state: ConsentState; at: number; ours: boolean };

/** Something that was received: its events, and what of it is an act of an address itself. */
export type ConsentArrival = { receivedAt: number; events: DomainEvent[]; act: OwnAct | null };

const address = fc.constantFrom(...ADDRESSES);
const customer = fc.integer({ min: 1, max: 3 });
const state = fc.constantFrom<'subscribed' | 'unsubscribed'>('subscribed', 'unsubscribed');
/** When it is said to have been, in minutes after it came: late, at once, hours ahead, or in the year 2190. */
const shift = fc.constantFrom(-90, -3, 0, 0, 600, 86_000_000, null);

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('webhook' as const),
      customer,
      address,
      state,
      shift,
    }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('unsubscribe' as const), address }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('record' as const), customer, address, state, shift }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('file' as const), address, state, shift }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constant('checkout' as const), customer, address }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('customer' as const), customer, address }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('merge' as const), customer, other: customer }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What came in of three customers and three addresses, a minute apart, in the order in which it came. */
export const consentHistories: fc.Arbitrary<ConsentArrival[]> = fc
  .array(step, { minLength: 2, maxLength: 25 })
  .map((steps) => {
    const acts: OwnAct[] = [];
    return steps.map((one, index): ConsentArrival => {
      const receivedAt = CONSENT_START + index * MINUTE;
      const act = actOf(one, receivedAt, acts);
      if (act) acts.push(act);
      return { receivedAt, act, events: eventsOf(one, receivedAt, act) };
    });
  });

function dateOf(minutes: number | null, receivedAt: number): number | null {
  return minutes === null ? null : receivedAt + minutes * MINUTE;
}

/** A refusal counts whatever its date; an opt-in only when it can have been. */
function actOf(one: Step, receivedAt: number, before: readonly OwnAct[]): OwnAct | null {
  if (one.what === 'unsubscribe') {
    const known = before.filter((act) => act.address === one.address).map(({ at }) => at + 1);
    const at = Math.max(receivedAt, ...known);
    return { address: one.address, state: 'unsubscribed', at, ours: true };
  }
  if (one.what !== 'webhook') return null;
  const date = dateOf(one.shift, receivedAt);
  const isPast = date !== null && date <= receivedAt;
  if (one.state === 'subscribed' && !isPast) return null;
  const at = isPast ? date : receivedAt;
  return { address: one.address, state: one.state, at, ours: false };
}

function eventsOf(one: Step, receivedAt: number, act: OwnAct | null): DomainEvent[] {
  const read = (topic: string, payload: object, isRecord = false): DomainEvent[] => {
    const delivery = { topic, triggeredAt: receivedAt, receivedAt, isRecord };
    const parsed = readDelivery({ ...delivery, body: encodeBody({ ...payload }) });
    if (parsed.outcome !== 'read') throw new Error(`${topic}: ${JSON.stringify(parsed)}`);
    return parsed.events;
  };
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  switch (one.what) {
    case 'webhook':
    case 'record':
      return read(
        'customers_email_marketing_consent/update',
        {
          ...emailConsentPayload(one.state, iso(dateOf(one.shift, receivedAt))),
          customer_id: 7_000 + one.customer,
          email_address: one.address,
        },
        one.what === 'record',
      );
    case 'unsubscribe':
      return read('tendril/consent.changed', {
        at: act?.at,
        identifiers: [{ kind: 'email', value: one.address }],
        channel: 'email',
        address: one.address,
        state: 'unsubscribed',
        source: 'mail:one-click',
      });
    case 'file': {
      const cells = [one.address, one.state, iso(dateOf(one.shift, receivedAt)) ?? '', 'Stall'];
      const mapping = ['email', 'emailState', 'emailAt', 'emailSource'] as const;
      const terms = { kind: 'csv' as const, mapping, uploadedAt: receivedAt, timeZone: 'UTC' };
      const parsed = readRow(cells, terms);
      return parsed.outcome === 'read' ? rowEvents(parsed, 'csv') : [];
    }
    case 'checkout':
      return read(
        'checkouts/update',
        checkoutPayload({
          token: `checkout-${String(one.customer)}-${one.address}`,
          cart_token: null,
          email: one.address,
          buyer_accepts_marketing: true,
          customer: shopifyCustomer(one.customer, receivedAt),
          created_at: new Date(CONSENT_START - HOUR).toISOString(),
          updated_at: new Date(receivedAt).toISOString(),
        }),
      );
    case 'customer':
      return read('customers/update', {
        ...shopifyCustomer(one.customer, receivedAt),
        email: one.address,
      });
    case 'merge':
      return one.customer === one.other
        ? []
        : read('customers/merge', {
            admin_graphql_api_customer_kept_id: gid(one.customer),
            admin_graphql_api_customer_deleted_id: gid(one.other),
            status: 'completed',
          });
  }
}

function shopifyCustomer(customer: number, at: number): object {
  return customerPayload({
    id: 7_000 + customer,
    admin_graphql_api_id: gid(customer),
    email: null,
    phone: null,
    updated_at: new Date(at).toISOString(),
  });
}

function gid(customer: number): string {
  return `gid://shopify/Customer/${String(7_000 + customer)}`;
}
