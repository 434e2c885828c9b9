import { describe, expect, test } from 'vitest';
import type { CartSnapshot, DomainEvent, Identifier } from '#app/events/event.ts';
import type { Journey, SegmentChange } from '#app/journeys/definition.ts';
import { DAY } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { emptyLoadedState, type StateChanges } from '#app/engine/load/loaded-state.ts';
import { decide } from './decide.ts';
import type { Policy } from './policy.ts';

const START = Date.UTC(2026, 5, 1, 10);
/** How long a cart makes a person a cart starter. */
const STARTED = 14 * DAY;

function journeyOf(key: string, trigger: SegmentChange, more: Partial<Journey> = {}): Journey {
  return {
    key,
    name: key,
    purpose: 'Test',
    version: 1,
    trigger,
    entry: { all: [] },
    exitReasons: [],
    restartsWhileWaitingAt: null,
    first: 'wait',
    steps: [
      { id: 'wait', kind: 'wait', ms: 90 * DAY, next: 'end' },
      { id: 'end', kind: 'exit', reason: 'finished' },
    ],
    ...more,
  };
}

const entered: SegmentChange = { segment: 'cart_starter', kind: 'entered' };
const left: SegmentChange = { segment: 'cart_starter', kind: 'left' };
const policy: Policy = {
  model: retailModel,
  timeZone: 'UTC',
  journeys: [journeyOf('help', entered, { exitConditions: [left] }), journeyOf('afterwards', left)],
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
  readonly loaded = emptyLoadedState();
  private readonly rules: Policy;

  constructor(rules: Policy = policy) {
    this.rules = rules;
  }

  receive(event: DomainEvent, now = event.at): StateChanges {
    return decide(this.loaded, [event], { profileIds: [], runIds: [] }, now, this.rules);
  }

  passTo(now: number): StateChanges {
    const profileIds = [...this.loaded.profiles.keys()];
    return decide(this.loaded, [], { profileIds, runIds: [] }, now, this.rules);
  }

  /** Every run there ever was, as `journey state reason`. */
  get runs(): string[] {
    return [...this.loaded.runs.values()]
      .map(({ journeyKey, state, endReason }) => `${journeyKey} ${state} ${endReason ?? ''}`.trim())
      .sort();
  }
}

describe('a journey of a segment', () => {
  test('starts once when a person enters by an event, and another once when they leave by time', () => {
    const shop = new Shop();
    const { profiles } = shop.receive(cartOf([visitor]));
    shop.receive(cartOf([visitor]));
    shop.receive(cartOf([visitor], START + 1_000));
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

  test('starts again when a person enters again, but never twice at a time', () => {
    const shop = new Shop();
    shop.receive(cartOf([visitor]));
    shop.passTo(START + STARTED);
    shop.receive(cartOf([visitor], START + 20 * DAY));
    expect(shop.runs).toEqual(['afterwards active', 'help active', 'help exited segment_left']);
    shop.passTo(START + 20 * DAY + STARTED);
    // The run that the first leaving began is still under way.
    expect(shop.runs.filter((run) => run.startsWith('afterwards'))).toHaveLength(1);
  });

  test('does not start for members of a segment whose predicate changed, until it was evaluated for them', () => {
    const keys = new Set(['cart_starter']);
    const building = { ...policy, building: { model: false, keys, reached: null } };
    const shop = new Shop(building);
    const { memberships } = shop.receive(cartOf([visitor]));
    expect(memberships).toHaveLength(1);
    expect(shop.runs).toEqual([]);

    const evaluated = new Shop({
      ...policy,
      building: { model: false, keys, reached: 'ffffffff-ffff-ffff-ffff-ffffffffffff' },
    });
    evaluated.receive(cartOf([visitor]));
    expect(evaluated.runs).toEqual(['help active']);
  });

  test('goes on with the profile that its person was merged into, and their membership too', () => {
    const shop = new Shop();
    shop.receive(cartOf([customer]));
    const before = {
      ...cartOf([visitor], START + DAY),
      kind: 'page.viewed',
      page: '/',
      id: 'p',
    } as const;
    shop.receive(before);
    const { memberships, merges } = shop.receive({
      ...before,
      id: 'q',
      at: START + 2 * DAY,
      identifiers: [customer, visitor],
    });
    expect(merges).toHaveLength(1);
    expect(memberships.filter(({ kind, at }) => kind === 'entered' && at !== START)).toEqual([]);
    expect(shop.runs).toEqual(['help active']);
    const [id] = shop.loaded.profiles.keys();
    expect(shop.loaded.memberships.get(id ?? '')).toEqual(new Map([['cart_starter', START]]));
  });
});
