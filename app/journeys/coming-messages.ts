import type { MessageClass } from '#app/consent/may-send.ts';
import type { MessageChannel } from '#app/messages/channels/registry.ts';
import type { Journey } from './definition.ts';
import { stepHandlerOf, type Step } from './steps/registry.ts';

/** A message that a run comes to when the wait that it is in is over. */
export type ComingMessage = {
  stepId: string;
  channel: MessageChannel;
  /** The key of the email or banner. */
  template: string;
  class: MessageClass;
  /** How long its step says that it is worth sending, milliseconds; null where it says nothing. */
  relevantForMs: number | null;
  /** How long the run waits after it, milliseconds. */
  waitAfterMs: number;
  /** Whether a choice lies before it, so that it may not come. */
  isConditional: boolean;
};

/**
 * The messages that a run at a step comes to when its wait ends by itself, up to the next wait. What happens before may lead
 * the run another way or end it.
 */
export function comingMessages(journey: Pick<Journey, 'steps'>, stepId: string): ComingMessage[] {
  const steps = new Map(journey.steps.map((step) => [step.id, step]));
  const step = steps.get(stepId);
  const next = step ? stepHandlerOf(step).afterWait(step) : null;
  const found: ComingMessage[] = [];
  const seen = new Set<string>();
  const ahead = next === null ? [] : [{ id: next, isConditional: false }];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    const { id, isConditional } = at;
    const reached = steps.get(id);
    if (!reached || seen.has(id)) continue;
    seen.add(id);
    const message = messageOf(reached, steps);
    if (message) found.push({ stepId: id, ...message, isConditional });
    const handler = stepHandlerOf(reached);
    if (handler.longestWait(reached) > 0) continue;
    const edges = handler.edges(reached);
    const isChoice = isConditional || edges.length > 1;
    ahead.push(...edges.map(({ to }) => ({ id: to, isConditional: isChoice })));
  }
  return found;
}

function messageOf(
  step: Step,
  steps: ReadonlyMap<string, Step>,
): Omit<ComingMessage, 'stepId' | 'isConditional'> | null {
  switch (step.kind) {
    case 'email':
      return {
        channel: 'email',
        template: step.template,
        class: step.class,
        relevantForMs: step.relevantForMs ?? null,
        waitAfterMs: longestWaitAt(steps.get(step.next)),
      };
    case 'banner':
      return {
        channel: 'banner',
        template: step.template,
        class: 'marketing',
        relevantForMs: step.forMs,
        waitAfterMs: 0,
      };
    default:
      return null;
  }
}

function longestWaitAt(step: Step | undefined): number {
  return step ? stepHandlerOf(step).longestWait(step) : 0;
}
