import type { EmailStep } from '#app/journeys/steps/email.ts';
import type { ExitStep } from '#app/journeys/steps/exit.ts';
import type { OfferStep } from '#app/journeys/steps/offer.ts';
import type { SalesTaskStep } from '#app/journeys/steps/sales-task.ts';
import type { WaitForStep } from '#app/journeys/steps/wait-for.ts';
import type { WaitStep } from '#app/journeys/steps/wait.ts';
import type { WaitUntilStep } from '#app/journeys/steps/wait-until.ts';

/** An email to subscribers. */
export function newsStep(id: string, template: string, next: string): EmailStep {
  return { id, kind: 'email', template, class: 'marketing', next };
}

/** An email that belongs to an order or an application, whether or not its reader subscribed. */
export function serviceStep(id: string, template: string, next: string): EmailStep {
  return { id, kind: 'email', template, class: 'transactional', next };
}

/** A wait, in milliseconds. */
export function pauseStep(id: string, ms: number, next: string): WaitStep {
  return { id, kind: 'wait', ms, next };
}

/** Waits until one of some events, for so many milliseconds at most. */
export function untilStep(
  id: string,
  events: WaitForStep['events'],
  maxMs: number,
  { next, timeout }: Pick<WaitForStep, 'next' | 'timeout'>,
): WaitForStep {
  return { id, kind: 'wait_for', events, maxMs, next, timeout };
}

/** Waits until some days before the next order as usual for the person, in the morning. */
export function rhythmStep(
  id: string,
  { daysBefore, otherwiseDays }: { daysBefore: number; otherwiseDays: number },
  next: string,
): WaitUntilStep {
  const until = { by: 'usual_order', daysBefore, otherwiseDays, time: '09:30' } as const;
  return { id, kind: 'wait_until', until, zone: 'person', next };
}

/** Makes an offer that the merchant chooses; until then all people go on with `otherwise`. */
export function openOfferStep(
  id: string,
  { next, otherwise }: Pick<OfferStep, 'next' | 'otherwise'>,
): OfferStep {
  return { id, kind: 'offer', offer: '', next, otherwise };
}

/** A task that any member of staff may take. */
export function taskStep(
  id: string,
  { title, note }: Pick<SalesTaskStep, 'title' | 'note'>,
  next: string,
): SalesTaskStep {
  return { id, kind: 'sales_task', title, note, owner: '', dueDays: 1, next };
}

/** The end of a path. */
export function endStep(id = 'end', reason = 'finished'): ExitStep {
  return { id, kind: 'exit', reason };
}
