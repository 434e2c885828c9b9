import fc from 'fast-check';
import { expect } from 'vitest';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { inOrder, type JourneySystem } from './journey-system.ts';
import type { PlainModel } from './plain-model.ts';
import {
  eventsOf,
  shoppingDelivery,
  type ShoppingDelivery,
  type ShoppingStep,
} from './shopping-delivery.ts';

/** What both sides are given: the model, what the true time is, and how far the clock is off it. */
export type ModelState = {
  model: PlainModel;
  /** Epoch milliseconds. */
  time: number;
  off: number;
  orders: Map<number, number>;
  sent: ShoppingDelivery[];
};

type JourneyCommand = fc.AsyncCommand<ModelState, JourneySystem>;

/** What the clock says. */
function clockOf({ time, off }: ModelState): number {
  return time + off;
}

/** The person does something, which is received some time later: at once, or after other things. */
class ShopCommand implements JourneyCommand {
  private readonly step: ShoppingStep;
  private readonly lateMs: number;

  constructor(step: ShoppingStep, lateMs: number) {
    this.step = step;
    this.lateMs = lateMs;
  }

  check({ orders }: ModelState): boolean {
    return this.step.what !== 'cancel' || orders.has(this.step.number);
  }

  async run(state: ModelState, system: JourneySystem): Promise<void> {
    const { what, number } = this.step;
    const at = state.time - this.lateMs;
    const isNew = what === 'order' && !state.orders.has(number);
    if (what === 'order' && !isNew) return;
    if (isNew) state.orders.set(number, at);
    const happenedAt = what === 'cancel' ? Math.max(at, state.orders.get(number) ?? at) : at;
    const delivery = shoppingDelivery(this.step, happenedAt, clockOf(state), state.orders);
    state.sent.push(delivery);
    state.model.receive({ ...delivery, events: eventsOf(delivery) });
    await system.receive(delivery);
  }

  toString(): string {
    return `${this.step.what}(${String(this.step.number)}, ${String(this.lateMs / MINUTE)} min late)`;
  }
}

/** Shopify sends something again. */
class RepeatCommand implements JourneyCommand {
  private readonly which: number;

  constructor(which: number) {
    this.which = which;
  }

  check({ sent }: ModelState): boolean {
    return sent.length > 0;
  }

  async run({ sent, model }: ModelState, system: JourneySystem): Promise<void> {
    const delivery = sent[this.which % sent.length];
    if (!delivery) return;
    model.receive({ ...delivery, events: eventsOf(delivery) });
    await system.receive(delivery);
  }

  toString(): string {
    return `repeat(${String(this.which)})`;
  }
}

/** Time passes, the clock may jump, and a worker drains; it may die on the way and be started again. */
class DrainCommand implements JourneyCommand {
  private readonly passMs: number;
  private readonly off: number;
  private readonly diesAt: number | null;

  constructor(passMs: number, off: number, diesAt: number | null) {
    this.passMs = passMs;
    this.off = off;
    this.diesAt = diesAt;
  }

  check(): boolean {
    return true;
  }

  async run(state: ModelState, system: JourneySystem): Promise<void> {
    state.time += this.passMs;
    state.off = this.off;
    const now = clockOf(state);
    state.model.drain(now);
    await system.drain(now, this.diesAt);
    expect(inOrder(await system.trace())).toEqual(inOrder(state.model));
  }

  toString(): string {
    const dies = this.diesAt === null ? '' : `, dies at ${String(this.diesAt)}`;
    return `drain(+${String(this.passMs / MINUTE)} min, clock ${String(this.off / HOUR)} h off${dies})`;
  }
}

const numbers = fc.integer({ min: 1, max: 4 });
const late = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 60 * 24 }).map((minutes) => minutes * MINUTE) },
  { weight: 1, arbitrary: fc.constant(8 * DAY) },
);
const passes = fc.oneof(
  fc.integer({ min: 1, max: 180 }).map((minutes) => minutes * MINUTE),
  fc.integer({ min: 1, max: 20 * 24 }).map((hours) => hours * HOUR),
);
const jumps = fc.constantFrom(0, 0, 0, 0, -2 * HOUR, 2 * HOUR);

const whats = fc.constantFrom<ShoppingStep['what']>('order', 'order', 'cancel', 'checkout');
const steps = fc.record({ what: whats, number: numbers });
const orders = fc.record({ what: fc.constant<ShoppingStep['what']>('order'), number: numbers });

/** @param places at how many places a drain may die */
export function journeyCommands(places: number, maxCommands: number) {
  const dies = fc.option(fc.integer({ min: 1, max: places }), { freq: 2 });
  const shops = fc.tuple(steps, late).map((what) => new ShopCommand(...what));
  const placesOrder = orders.map((order) => new ShopCommand(order, 0));
  const drains = fc.tuple(passes, jumps, dies).map((drain) => new DrainCommand(...drain));
  const repeats = fc.nat({ max: 20 }).map((which) => new RepeatCommand(which));
  // Several times in the list are several times as often in a history.
  return fc.commands([placesOrder, shops, drains, drains, shops, repeats], {
    maxCommands,
    size: 'max',
  });
}
