import { describe, expect, test } from 'vitest';
import type { CartSnapshot, DomainEvent, Identifier } from '#app/events/event.ts';
import type { Journey, SegmentMove } from '#app/journeys/definition.ts';
import { DAY } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { decide } from './decide.ts';
import type { Policy } from './policy.ts';
import { emptyWorld, type Changes } from './world.ts';

const START = Date.UTC(2026, 5, 1, 10);
/** How long a cart makes somebody a cart starter. */
const STARTED = 14 * DAY;

function journeyOf(key: string, trigger: SegmentMove, more: Partial<Journey> = {}): Journey {
  return {
    key,
    name: key,
    purpose: 'Test',
    version: 1,
    trigger,
    entry: { all: [] },
    endings: [],
    restartsWhileWaitingAt: null,
    first: 'wait',
    steps: [
      { id: 'wait', kind: 'wait', ms: 90 * DAY, next: 'end' },
      { id: 'end', kind: 'exit', reason: 'finished' },
    ],
    ...more,
  };
}

const entered: SegmentMove = { segment: 'cart_starter', change: 'entered' };
const left: SegmentMove = { segment: 'cart_starter', change: 'left' };
const policy: Policy = {
  model: retailModel,
  journeys: [journeyOf('help', entered, { endsWhen: [left] }), journeyOf('afterwards', left)],
};

function cartOf(identifiers: DomainEvent['identifiers'], at = START): DomainEvent {
  const cart: CartSnapshot = {
    kind: 'cart',
    token: 'c1',
    cartToken: null,
    createdAt: START,
    updatedAt: at,
    lines: [],
    quantity: 1,
    total: { minor: 500, currency: 'GBP' },
    presentment: null,
    recoveryUrl: null,
    completed: false,
  };
  const id = `cart:${String(at)}`;
  return {
    kind: 'cart.changed',
    cart,
    id,
    at,
    topic: 'test',
    identifiers,
    traitsAt: at,
    traits: {},
  };
}

const visitor: Identifier = { kind: 'visitor', value: 'v1' };
const customer: Identifier = { kind: 'customer', value: '7' };

/** A shop that lives on: what happens and what is due, decided one after the other. */
class Shop {
  readonly world = emptyWorld();
  private readonly rules: Policy;

  constructor(rules: Policy = policy) {
    this.rules = rules;
  }

  tell(event: DomainEvent, now = event.at): Changes {
    return decide(this.world, [event], { profileIds: [], runIds: [] }, now, this.rules);
  }

  passTo(now: number): Changes {
    const profileIds = [...this.world.profiles.keys()];
    return decide(this.world, [], { profileIds, runIds: [] }, now, this.rules);
  }

  /** Every run there ever was, as `journey state reason`. */
  get runs(): string[] {
    return [...this.world.runs.values()]
      .map(({ journeyKey, state, endReason }) => `${journeyKey} ${state} ${endReason ?? ''}`.trim())
      .sort();
  }
}

describe('a journey of a segment', () => {
  test('starts once when somebody comes in by an event, and another once when they go out by time', () => {
    const shop = new Shop();
    const { profiles } = shop.tell(cartOf([visitor]));
    shop.tell(cartOf([visitor]));
    shop.tell(cartOf([visitor], START + 1_000));
    expect(shop.runs).toEqual(['help active']);
    // Two changes of the cart on one day count at the moment of the last.
    expect(profiles[0]?.nextChangeAt).toBeGreaterThan(START);
    expect(shop.passTo(START + 1_000 + STARTED - 1).memberships).toEqual([]);
    expect(shop.runs).toEqual(['help active']);

    const { memberships } = shop.passTo(START + 1_000 + STARTED);
    expect(memberships.map(({ segmentKey, kind }) => `${segmentKey} ${kind}`)).toContain(
      'cart_starter left',
    );
    expect(shop.runs).toEqual(['afterwards active', 'help exited segment_left']);
    shop.passTo(START + STARTED + DAY);
    expect(shop.runs).toHaveLength(2);
  });

  test('starts again when somebody comes in again, but never twice at a time', () => {
    const shop = new Shop();
    shop.tell(cartOf([visitor]));
    shop.passTo(START + STARTED);
    shop.tell(cartOf([visitor], START + 20 * DAY));
    expect(shop.runs).toEqual(['afterwards active', 'help active', 'help exited segment_left']);
    shop.passTo(START + 20 * DAY + STARTED);
    // The run that the first leaving began is still under way.
    expect(shop.runs.filter((run) => run.startsWith('afterwards'))).toHaveLength(1);
  });

  test('does not start for members of a segment whose question changed, until they were asked it', () => {
    const keys = new Set(['cart_starter']);
    const building = { ...policy, building: { model: false, keys, reached: null } };
    const shop = new Shop(building);
    const { memberships } = shop.tell(cartOf([visitor]));
    expect(memberships).toHaveLength(1);
    expect(shop.runs).toEqual([]);

    const asked = new Shop({
      ...policy,
      building: { model: false, keys, reached: 'ffffffff-ffff-ffff-ffff-ffffffffffff' },
    });
    asked.tell(cartOf([visitor]));
    expect(asked.runs).toEqual(['help active']);
  });

  test('goes on with whom its person turns out to be, and their membership too', () => {
    const shop = new Shop();
    shop.tell(cartOf([customer]));
    const before = {
      ...cartOf([visitor], START + DAY),
      kind: 'page.viewed',
      page: '/',
      id: 'p',
    } as const;
    shop.tell(before);
    const { memberships, absorbed } = shop.tell({
      ...before,
      id: 'q',
      at: START + 2 * DAY,
      identifiers: [customer, visitor],
    });
    expect(absorbed).toHaveLength(1);
    expect(memberships.filter(({ kind, at }) => kind === 'entered' && at !== START)).toEqual([]);
    expect(shop.runs).toEqual(['help active']);
    const [id] = shop.world.profiles.keys();
    expect(shop.world.memberships.get(id ?? '')).toEqual(new Map([['cart_starter', START]]));
  });
});
