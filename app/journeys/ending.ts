import type { EventKind } from '#app/events/event.ts';
import { assertNever } from '#app/lib/assert-never.ts';
import { idOf } from '#app/lib/ids.ts';
import type { PurchaseFact } from '#app/profiles/facts.ts';
import { isGivenBack } from '#app/profiles/order-goods.ts';
import { boughtAnother, standingOf } from './carts-of-run.ts';
import { ruleOf, type Ending, type Journey, type SegmentMove } from './definition.ts';
import type { Progress, StepInput, StepContext } from './progress.ts';
import type { Run } from './run.ts';

/** The first of the journey's endings that is true of the run; null when it may go on. */
export function endingOf(
  journey: Journey,
  run: Run,
  input: StepInput,
  around: StepContext,
): Ending | null {
  return journey.endings.find((ending) => isTrue(ending, journey, run, input, around)) ?? null;
}

function isTrue(
  ending: Ending,
  journey: Journey,
  run: Run,
  input: StepInput,
  around: StepContext,
): boolean {
  const event = input.kind === 'event' ? input.event : null;
  switch (ending) {
    case 'ordered':
      return (
        standingOf(run, around.facts).standing === 'ordered' ||
        (event !== null && boughtAnother(run, event, around.facts))
      );
    case 'basket_emptied':
      // Who empties a cart before its first wait is over may be about to fill it again.
      if (event && run.stepId === journey.restartsWhileWaitingAt) return false;
      return standingOf(run, around.facts).standing === 'emptied';
    case 'checkout_deleted':
      return (
        event?.kind === 'checkout.deleted' &&
        run.context.subject === 'basket' &&
        run.context.kind === 'checkout' &&
        run.context.token === event.token
      );
    case 'order_cancelled': {
      // One that was deleted is called off as well.
      const { order = null, deletedAt } = purchaseOf(run, around) ?? {};
      return deletedAt !== undefined || (order !== null && order.cancelledAt !== null);
    }
    case 'order_refunded': {
      const purchase = purchaseOf(run, around);
      return purchase !== null && isGivenBack(purchase);
    }
    case 'person_deleted':
      return event?.kind === 'customer.deleted';
    default:
      return assertNever(ending);
  }
}

/** What is known of the order that a run is about; null when that is nothing. */
function purchaseOf({ context }: Run, { facts }: StepContext): PurchaseFact | null {
  return context.subject === 'order' ? (facts.purchases.get(context.orderId) ?? null) : null;
}

/**
 * The run ended by one of its endings; what it had placed for the next visit is taken back.
 * @param input what showed it; the run ended when that happened, however late it was received
 */
export function endedBy(
  journey: Journey,
  run: Run,
  reason: Ending | `segment_${SegmentMove['change']}` | 'cart_changed' | 'profiles_merged',
  around: StepContext,
  input?: StepInput,
): Progress {
  const moment = input?.kind === 'event' ? Math.max(run.enteredAt, input.event.at) : around.now;
  const at = Math.min(around.now, run.wakeAt ?? around.now, moment);
  return {
    run: { ...run, state: 'exited', wakeAt: null, endedAt: at, endReason: reason },
    effects: journey.steps.some((step) => step.kind === 'banner' && step.id === run.stepId)
      ? [
          {
            key: `${run.id}:withdraw`,
            kind: 'withdraw_banners',
            profileId: run.profileId,
            runId: run.id,
            dueAt: at,
            payload: { reason },
          },
        ]
      : [],
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

/**
 * Whether what a run is about to wait for happened to the person since it began, of whichever of their orders.
 * Parcels of the order that a run is about are asked of that order.
 */
export function hasHappened(events: readonly EventKind[], run: Run, around: StepContext): boolean {
  const { shippedAt, deliveredAt } = around.person.orders;
  return events.some((event) => {
    const at =
      event === 'order.shipped' ? shippedAt : event === 'order.delivered' ? deliveredAt : null;
    return at !== null && at >= run.enteredAt;
  });
}
