import { Duration } from 'luxon';
import type { EventKind } from '#app/events/event.ts';
import { templateByKey } from '#app/messaging/templates.ts';
import { describe } from '#app/segments/describe.ts';
import type { Ending, Step } from './definition.ts';

/** What a step does, in plain words for the merchant. */
export function describeStep(step: Step): string {
  switch (step.kind) {
    case 'wait':
      return `Wait ${lengthOf(step.ms)}`;
    case 'wait_for':
      return `Wait until ${step.events.map(eventWords).join(' or ')}, ${lengthOf(step.maxMs)} at most`;
    case 'branch':
      return `Is it true that ${describe(step.when)}?`;
    case 'email':
      return `Mail: ${templateByKey(step.template).name}${step.class === 'marketing' ? ', to subscribers only' : ''}`;
    case 'banner':
      return `Show a banner on the next visit, for ${lengthOf(step.forMs)}`;
    case 'exit':
      return `End: ${endWords(step.reason)}`;
  }
}

const ENDINGS: Record<Ending, string> = {
  ordered: 'ordered',
  basket_emptied: 'emptied the basket',
  checkout_deleted: 'the checkout was deleted',
  order_cancelled: 'the order was cancelled',
  person_deleted: 'the customer was deleted',
};

const EXITS: Record<string, string> = {
  not_recovered: 'did not come back',
  finished: 'went all the way',
  not_shipped: 'the order never shipped',
  endless: 'the journey went in a circle',
};

/** Why a run ended, in plain words. */
export function endWords(reason: string): string {
  return { ...ENDINGS, ...EXITS }[reason] ?? reason.replaceAll('_', ' ');
}

function eventWords(kind: EventKind): string {
  switch (kind) {
    case 'order.shipped':
      return 'the order is shipped';
    case 'order.delivered':
      return 'the order is delivered';
    default:
      return kind.replace('.', ' is ');
  }
}

/** `23 hours`, `1 day`. */
function lengthOf(ms: number): string {
  return Duration.fromMillis(ms, { locale: 'en' }).rescale().toHuman();
}
