import type { DefinitionProblem } from '#app/definitions/definition-kind.ts';
import { buttonsProblem, type EmailTraits } from '#app/definitions/email-traits.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import type { JourneyContent } from './journey-content.ts';
import { nextStepIds } from './path-problems.ts';

type KnownEmails = ReadonlyMap<string, EmailTraits>;
type EmailStep = Step & { kind: 'email' };

/** So many offers, one after the other, are too many without an email that helps. */
const TOO_MANY_OFFERS = 3;

/**
 * What is wrong with the emails of a journey. A transactional email goes to people who never agreed to marketing, so that
 * it must be about something that they did: the journey is about an order or an application, and the email sells nothing. What is asked of
 * the reader is counted too; that is a warning.
 */
export function emailProblems(
  { trigger, steps }: JourneyContent,
  emails: KnownEmails = new Map(),
): DefinitionProblem[] {
  const isAboutAct =
    ('subject' in trigger && trigger.subject === 'order') ||
    ('on' in trigger && trigger.on === 'application');
  return steps.filter(isEmailStep).flatMap((step) => {
    const { id, template, class: messageClass } = step;
    const traits = emails.get(template);
    const consent =
      messageClass === 'transactional' ? consentProblem(isAboutAct, traits) : undefined;
    const buttons = traits && traits.buttons > 1 ? buttonsProblem(traits.buttons) : undefined;
    return [
      ...(consent === undefined ? [] : [{ stepId: id, message: consent }]),
      ...(buttons === undefined ? [] : [warning(id, buttons)]),
    ];
  });
}

function consentProblem(isAboutAct: boolean, email: EmailTraits | undefined): string | undefined {
  if (!isAboutAct)
    return 'Only a journey about an order or an application may write to people who have not subscribed. Send it to subscribers only.';
  if (email?.purpose === 'offer')
    return 'An email that makes an offer is marketing. Send it to subscribers only.';
  if (email?.purpose === 'proof')
    return 'An email that proves a claim sells, and is marketing. Send it to subscribers only.';
  return email?.recommends
    ? 'An email that recommends products is marketing. Send it to subscribers only.'
    : undefined;
}

/** Warnings at emails that are the third offer in a row on some path, without one that answers, proves or helps between. */
export function offersInRowProblems(
  { steps, first }: JourneyContent,
  emails: KnownEmails = new Map(),
): DefinitionProblem[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const reached = new Set<string>();
  const tooMany = new Set<string>();
  const ahead = [{ id: first, offers: 0 }];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    const step = byId.get(at.id);
    const offers = step ? offersAfter(step, at.offers, emails) : 0;
    const state = `${String(offers)} ${at.id}`;
    if (!step || reached.has(state)) continue;
    reached.add(state);
    if (offers >= TOO_MANY_OFFERS && offers > at.offers) tooMany.add(step.id);
    const next = { offers: Math.min(offers, TOO_MANY_OFFERS - 1) };
    ahead.push(...nextStepIds(step).map((id) => ({ ...next, id })));
  }
  return [...tooMany].map((id) =>
    warning(id, 'The third offer in a row. Send an email that helps before it.'),
  );
}

/** How many offers were made in a row, after a step. An email that does not say what it is for changes nothing. */
function offersAfter(step: Step, before: number, emails: KnownEmails): number {
  const purpose = isEmailStep(step) ? emails.get(step.template)?.purpose : null;
  if (purpose === null || purpose === undefined) return before;
  return purpose === 'offer' ? before + 1 : 0;
}

function isEmailStep(step: Step): step is EmailStep {
  return step.kind === 'email';
}

function warning(stepId: string, message: string): DefinitionProblem {
  return { stepId, message, severity: 'warning' };
}
