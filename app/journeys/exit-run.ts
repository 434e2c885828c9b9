import { assertNever } from '#app/lib/assert-never.ts';
import { idOf } from '#app/lib/ids.ts';
import type { PurchaseFact } from '#app/profiles/facts.ts';
import { isGivenBack } from '#app/profiles/orders/order-goods.ts';
import { boughtAnother, standingOf } from './carts-of-run.ts';
import { ruleOf, type ExitReason, type Journey, type SegmentChange } from './definition.ts';
import type { Transition, StepInput, StepContext } from './transition.ts';
import type { Run } from './run.ts';
import { stepHandlerOf } from './steps/registry.ts';

/** The first of the journey's exit reasons that holds for the run; null when it may go on. */
export function findExitReason(
  journey: Journey,
  run: Run,
  input: StepInput,
  context: StepContext,
): ExitReason | null {
  return (
    journey.exitReasons.find((reason) => isExitReasonMet(reason, journey, run, input, context)) ??
    null
  );
}

/**
 * The first of the journey's exit conditions that is met when a run comes to a step: the person is in a segment that ends
 * it on entering, or not in one that ends it on leaving. A change between two steps ends the run when it is noticed;
 * this is for what one batch both changed and made due.
 * @param at when the step is reached, epoch milliseconds
 */
export function findExitCondition(
  { exitConditions = [] }: Journey,
  context: StepContext,
  at: number,
): `segment_${SegmentChange['kind']}` | null {
  const met = exitConditions.find(
    ({ segment, kind }) => context.isIn(segment, at) === (kind === 'entered'),
  );
  return met ? `segment_${met.kind}` : null;
}

function isExitReasonMet(
  reason: ExitReason,
  journey: Journey,
  run: Run,
  input: StepInput,
  context: StepContext,
): boolean {
  const event = input.kind === 'event' ? input.event : null;
  switch (reason) {
    case 'ordered':
      return (
        standingOf(run, context.facts).standing === 'ordered' ||
        (event !== null && boughtAnother(run, event, context.facts))
      );
    case 'basket_emptied':
      // A shopper who empties a cart before its first wait is over may be about to fill it again.
      if (event && run.stepId === journey.restartsWhileWaitingAt) return false;
      return standingOf(run, context.facts).standing === 'emptied';
    case 'checkout_deleted':
      return (
        event?.kind === 'checkout.deleted' &&
        run.context.subject === 'basket' &&
        run.context.kind === 'checkout' &&
        run.context.token === event.token
      );
    case 'order_cancelled': {
      // One that was deleted counts as cancelled.
      const { order = null, deletedAt } = purchaseOf(run, context) ?? {};
      return deletedAt !== undefined || (order !== null && order.cancelledAt !== null);
    }
    case 'order_refunded': {
      const purchase = purchaseOf(run, context);
      return purchase !== null && isGivenBack(purchase);
    }
    case 'person_deleted':
      return event?.kind === 'customer.deleted';
    default:
      return assertNever(reason);
  }
}

/** What is known of the order that a run is about; null when that is nothing. */
function purchaseOf({ context }: Run, { facts }: StepContext): PurchaseFact | null {
  return context.subject === 'order' ? (facts.purchases.get(context.orderId) ?? null) : null;
}

/**
 * The run ended by one of its exit reasons; what its step had left to be seen is taken back.
 * @param input what showed it; the run ended when that happened, however late it was received
 */
export function exitRun(
  journey: Journey,
  run: Run,
  reason:
    | ExitReason
    | `segment_${SegmentChange['kind']}`
    | 'cart_changed'
    | 'profiles_merged'
    | 'moved_out'
    | 'removed_by_staff',
  context: StepContext,
  input?: StepInput,
): Transition {
  const moment = input?.kind === 'event' ? Math.max(run.enteredAt, input.event.at) : context.now;
  const at = Math.min(context.now, run.wakeAt ?? context.now, moment);
  const step = journey.steps.find(({ id }) => id === run.stepId);
  return {
    run: { ...run, state: 'exited', wakeAt: null, endedAt: at, endReason: reason },
    effects: step ? (stepHandlerOf(step).exit?.(run, reason, at) ?? []) : [],
    decisions: [
      {
        id: idOf('decision', run.id, 'ended'),
        at,
        profileId: run.profileId,
        runId: run.id,
        effectKey: null,
        outcome: 'ended',
        reason,
        rule: ruleOf(journey),
        facts: { step: run.stepId, entered_at: run.enteredAt },
      },
    ],
  };
}
