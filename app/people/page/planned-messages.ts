import type { ComingMessage } from '#app/journeys/coming-messages.ts';
import { HOLD_WORDS } from '#app/messages/planner/held-messages.ts';
import type { MessageChannel } from '#app/messages/channels/registry.ts';
import type { PlannedMessage, WaitingMessage } from '#app/messages/planner/planned-message.ts';

/** A message of a person that is planned, in words. */
export type PersonPlannedMessage = {
  key: string;
  message: string;
  channel: MessageChannel;
  journeyKey: string | null;
  journey: string;
  /** When it is sent after all that is known now, epoch milliseconds; null when it is not. */
  at: number | null;
  state: 'planned' | 'deferred' | 'paused' | 'not_sent';
  /** Why it is sent later or not at all, and what lies before it. */
  notes: string[];
};

/** What is planned for a person, and by whose clock the quiet hours go. */
export type PersonPlan = { messages: PersonPlannedMessage[]; zone: string };

/** A message that waits, with how it is called. */
export type NamedMessage = Pick<PersonPlannedMessage, 'message' | 'journeyKey' | 'journey'> & {
  waiting: WaitingMessage;
  /** Of one that a run comes to: whether a choice lies before it. */
  coming: Pick<ComingMessage, 'isConditional'> | null;
  /** Whether its journey is paused: then it is not planned. */
  isPaused: boolean;
};

const PAUSED = ['The journey is paused'];

/** The plan in words, the next message first. @param now epoch milliseconds */
export function plannedInWords(
  named: readonly NamedMessage[],
  plans: readonly PlannedMessage[],
  now: number,
): PersonPlannedMessage[] {
  const planOf = new Map(plans.map((plan) => [plan.key, plan]));
  return named
    .flatMap(({ waiting, coming, isPaused, ...names }): PersonPlannedMessage[] => {
      const { key, channel } = waiting;
      if (isPaused) return [{ key, channel, ...names, at: null, state: 'paused', notes: PAUSED }];
      const plan = planOf.get(waiting.key);
      if (!plan) return [];
      return [{ key, channel, ...names, ...outcomeOf(plan, now), notes: notesOf(plan, coming) }];
    })
    .sort((one, other) => (one.at ?? Infinity) - (other.at ?? Infinity) || byKey(one, other));
}

function byKey(one: { key: string }, other: { key: string }): number {
  return one.key < other.key ? -1 : 1;
}

function outcomeOf(plan: PlannedMessage, now: number): Pick<PersonPlannedMessage, 'at' | 'state'> {
  switch (plan.act) {
    case 'send':
      return { at: now, state: 'planned' };
    case 'wait':
      return { at: plan.until, state: 'planned' };
    case 'defer':
      return { at: plan.until, state: 'deferred' };
    case 'expire':
      return { at: null, state: 'not_sent' };
  }
}

function notesOf(plan: PlannedMessage, coming: NamedMessage['coming']): string[] {
  const before =
    coming === null
      ? []
      : [
          coming.isConditional
            ? 'After the wait, if the conditions on the way lead to it'
            : 'After the wait, if still relevant',
        ];
  if (plan.act === 'defer') return [...before, HOLD_WORDS[plan.reason]];
  if (plan.act !== 'expire') return before;
  const late = 'No longer relevant when it could be sent';
  return [...before, plan.because === null ? late : `${late}: ${HOLD_WORDS[plan.because]}`];
}
