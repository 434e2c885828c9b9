import type { EventKind } from '#app/events/event.ts';
import type { OrderKind } from '#app/journeys/order-kind.ts';
import type { Journey, Step } from '#app/journeys/definition.ts';
import { formatExactDuration } from '#app/lib/format/duration.ts';
import { formatOr } from '#app/lib/format/list.ts';
import { describePredicate } from '#app/segments/builder/describe.ts';
import { reasonWords } from './reason-words.ts';
import { mailName } from './run-words.ts';

/** What happens at a step, in two short lines. */
export type StepCard = { title: string; detail: string };

const EVENT_WORDS: Partial<Record<EventKind, string>> = {
  'cart.changed': 'changes a cart',
  'checkout.changed': 'changes a checkout',
  'order.placed': 'places an order',
  'order.shipped': 'the order is sent',
  'order.delivered': 'the order arrives',
};

const BANNER_WORDS: Record<string, string> = {
  'basket-banner': 'Cart reminder',
  'goes-with-banner': 'What goes with it',
};

/** A step of a journey as the admin shows it. */
export function stepCard(journey: Journey, step: Step): StepCard {
  switch (step.kind) {
    case 'wait':
      return {
        title: `Wait ${formatExactDuration(step.ms)}`,
        detail: waitDetail(journey, step.id),
      };
    case 'wait_for':
      return {
        title: `Wait until ${step.events.map(eventWords).join(' or ')}`,
        detail: `At most ${formatExactDuration(step.maxMs)}`,
      };
    case 'branch':
      return { title: 'Condition', detail: describePredicate(step.when) };
    case 'email':
      return {
        title: `Send “${mailName(step.template)}”`,
        detail:
          step.class === 'marketing'
            ? 'Marketing: subscribers only'
            : 'About the order: every buyer',
      };
    case 'banner':
      return {
        title: 'Show a banner on the next visit',
        detail: `${BANNER_WORDS[step.template] ?? step.template}, for at most ${formatExactDuration(step.forMs)}`,
      };
    case 'exit':
      return { title: 'End', detail: reasonWords(step.reason) };
  }
}

function waitDetail({ restartsWhileWaitingAt }: Journey, stepId: string): string {
  return stepId === restartsWhileWaitingAt
    ? 'Restarts when the cart changes'
    : 'Counted from the step before';
}

/** What starts a run, as a sentence about a person. */
export function triggerWords({ trigger }: Journey): string {
  if (!('segment' in trigger)) {
    const start = `Starts when a person ${trigger.events.map(eventWords).join(' or ')}`;
    const except = trigger.subject === 'order' ? (trigger.except ?? []) : [];
    return except.length === 0 ? start : `${start}; not for ${listed(except)}`;
  }
  const moves = trigger.kind === 'entered' ? 'comes into' : 'leaves';
  return `Starts when a person ${moves} the segment “${trigger.segment.replaceAll('_', ' ')}”`;
}

const ORDER_WORDS: Record<OrderKind, string> = {
  till: 'goods taken along from a point of sale',
  renewal: 'renewals of subscriptions',
  replacement: 'free replacements',
};

function listed(kinds: readonly OrderKind[]): string {
  return formatOr(kinds.map((kind) => ORDER_WORDS[kind]));
}

function eventWords(kind: EventKind): string {
  return EVENT_WORDS[kind] ?? kind.replace('.', ' ');
}
