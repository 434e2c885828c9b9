import type { DefinitionNames } from '#app/definitions/definition-kind.ts';
import type { Journey } from '#app/journeys/definition.ts';
import type { OrderKind } from '#app/journeys/order-kind.ts';
import { eventActionWords } from '#app/journeys/steps/event-words.ts';
import { stepHandlerOf, type Step } from '#app/journeys/steps/registry.ts';
import type { StepCard } from '#app/journeys/steps/step-handler.ts';
import { formatOr } from '#app/lib/format/list.ts';

/** A step of a journey as the admin shows it. */
export function stepCard(
  { restartsWhileWaitingAt }: Pick<Journey, 'restartsWhileWaitingAt'>,
  step: Step,
  names: DefinitionNames,
): StepCard {
  const restarts = step.id === restartsWhileWaitingAt;
  return stepHandlerOf(step).words.card(step, { restarts, names });
}

/** What starts a run, as a sentence about a person. */
export function triggerWords({ trigger }: Pick<Journey, 'trigger'>): string {
  if (!('segment' in trigger)) {
    const start = `Starts when a person ${trigger.events.map(eventActionWords).join(' or ')}`;
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
