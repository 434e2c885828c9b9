import type { DomainEvent } from '#app/events/event.ts';
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

/** The facts of a run; each is looked up when it is read, so that a reason costs only what it needs. */
export function exitFactsOf(
  journey: Journey,
  run: Run,
  input: StepInput,
  { facts }: StepContext,
): ExitFacts {
  const { context } = run;
  const event = input.kind === 'event' ? input.event : null;
  const purchase = () =>
    context.subject === 'order' ? (facts.purchases.get(context.orderId) ?? null) : null;
  return {
    get cart() {
      return standingOf(run, facts).standing;
    },
    get boughtAnother() {
      return event !== null && (boughtAnother(run, event, facts) || orderedSince(run, event));
    },
    get mayRefill() {
      return event !== null && run.stepId === journey.restartsWhileWaitingAt;
    },
    get checkoutDeleted() {
      return (
        event?.kind === 'checkout.deleted' &&
        context.subject === 'basket' &&
        context.kind === 'checkout' &&
        context.token === event.token
      );
    },
    get orderCancelled() {
      // One that was deleted counts as cancelled.
      const { order = null, deletedAt } = purchase() ?? {};
      return deletedAt !== undefined || (order !== null && order.cancelledAt !== null);
    },
    get orderReturned() {
      const known = purchase();
      return known !== null && isGivenBack(known);
    },
    get personDeleted() {
      return event?.kind === 'customer.deleted';
    },
  };
}

/** Whether the event is an order that the person of a run about no cart placed after it began, other than the run's own. */
function orderedSince({ context, enteredAt }: Run, event: DomainEvent): boolean {
  if (event.kind !== 'order.placed' || event.test === true || event.at <= enteredAt) return false;
  if (context.subject === 'basket') return false;
  return context.subject !== 'order' || context.orderId !== event.orderId;
}
