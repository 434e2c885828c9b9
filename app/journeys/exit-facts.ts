import type { DomainEvent } from '#app/events/event.ts';
import type { PurchaseFact } from '#app/profiles/facts.ts';
import { isGivenBack } from '#app/profiles/orders/order-goods.ts';
import { boughtAnother, standingOf } from './carts-of-run.ts';
import type { ExitFacts } from './decision-input.ts';
import type { ExitReason, Journey } from './definition.ts';
import type { StepContext, StepInput } from './transition.ts';
import type { Run } from './run.ts';

/** Which fact each exit reason needs. */
const REASON_RULES: Record<ExitReason, (facts: ExitFacts) => boolean> = {
  ordered: ({ cart, boughtAnother: another }) => cart === 'ordered' || another,
  basket_emptied: ({ mayRefill, cart }) => !mayRefill && cart === 'emptied',
  checkout_deleted: ({ checkoutDeleted }) => checkoutDeleted,
  order_cancelled: ({ orderCancelled }) => orderCancelled,
  order_refunded: ({ orderReturned }) => orderReturned,
  person_deleted: ({ personDeleted }) => personDeleted,
};

/** The first of the journey's exit reasons that the facts show; null when the run may go on. */
export function exitReasonOf(
  { exitReasons }: Pick<Journey, 'exitReasons'>,
  facts: ExitFacts,
): ExitReason | null {
  return exitReasons.find((reason) => REASON_RULES[reason](facts)) ?? null;
}

/** The facts of a run, all of them, as they are stored. */
export function exitFactsOf(
  journey: Journey,
  run: Run,
  input: StepInput,
  context: StepContext,
): ExitFacts {
  const facts = lazyExitFacts(journey, run, input, context);
  const { cart, boughtAnother: another, mayRefill, checkoutDeleted } = facts;
  const { orderCancelled, orderReturned, personDeleted } = facts;
  return {
    cart,
    boughtAnother: another,
    mayRefill,
    checkoutDeleted,
    orderCancelled,
    orderReturned,
    personDeleted,
  };
}

/** The facts of a run; each is looked up when it is read, so that a reason costs only what it needs. */
export function lazyExitFacts(
  journey: Journey,
  run: Run,
  input: StepInput,
  { facts }: StepContext,
): ExitFacts {
  return new LazyExitFacts(journey, run, input.kind === 'event' ? input.event : null, facts);
}

/** A class, because an object literal with accessors has a shape of its own each time, which lives until memory is short. */
class LazyExitFacts implements ExitFacts {
  private readonly journey: Journey;
  private readonly run: Run;
  private readonly event: DomainEvent | null;
  private readonly facts: StepContext['facts'];
  private standing: ExitFacts['cart'] | null = null;

  constructor(journey: Journey, run: Run, event: DomainEvent | null, facts: StepContext['facts']) {
    this.journey = journey;
    this.run = run;
    this.event = event;
    this.facts = facts;
  }

  get cart(): ExitFacts['cart'] {
    return (this.standing ??= standingOf(this.run, this.facts).standing);
  }

  get boughtAnother(): boolean {
    const { event, run, facts } = this;
    return event !== null && (boughtAnother(run, event, facts) || orderedSince(run, event));
  }

  get mayRefill(): boolean {
    return this.event !== null && this.run.stepId === this.journey.restartsWhileWaitingAt;
  }

  get checkoutDeleted(): boolean {
    const { event, run } = this;
    return (
      event?.kind === 'checkout.deleted' &&
      run.context.subject === 'basket' &&
      run.context.kind === 'checkout' &&
      run.context.token === event.token
    );
  }

  get orderCancelled(): boolean {
    // One that was deleted counts as cancelled.
    const { order = null, deletedAt } = this.purchase() ?? {};
    return deletedAt !== undefined || (order !== null && order.cancelledAt !== null);
  }

  get orderReturned(): boolean {
    const known = this.purchase();
    return known !== null && isGivenBack(known);
  }

  get personDeleted(): boolean {
    return this.event?.kind === 'customer.deleted';
  }

  private purchase(): PurchaseFact | null {
    const { context } = this.run;
    return context.subject === 'order' ? (this.facts.purchases.get(context.orderId) ?? null) : null;
  }
}

/** Whether the event is an order that the person of a run about no cart placed after it began, other than the run's own. */
function orderedSince({ context, enteredAt }: Run, event: DomainEvent): boolean {
  if (event.kind !== 'order.placed' || event.test === true || event.at <= enteredAt) return false;
  if (context.subject === 'basket') return false;
  return context.subject !== 'order' || context.orderId !== event.orderId;
}
