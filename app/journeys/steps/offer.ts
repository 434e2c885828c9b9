import { z } from 'zod';
import { definitionName, type DefinitionNames } from '#app/definitions/definition-kind.ts';
import { answeredDecision } from '#app/journeys/answered-decision.ts';
import type { OfferDecisionInput } from '#app/journeys/decision-input.ts';
import type { Decision, Run } from '#app/journeys/run.ts';
import type { StepContext } from '#app/journeys/transition.ts';
import { HOUR } from '#app/lib/duration.ts';
import { isDiscount } from '#app/offers/offer-content.ts';
import { mayOffer, type OfferFacts } from '#app/offers/may-offer.ts';
import type { OfferVersion } from '#app/offers/offer-lookup.ts';
import type { PredicateAnswer } from '#app/segments/answer-predicate.ts';
import { stepEffectBase, stepEffectKey } from './step-effect.ts';
import type { StepHandler } from './step-handler.ts';
import { NextStepId, StepId } from './step-id.ts';

const OfferStep = z.strictObject({
  id: StepId,
  kind: z.literal('offer'),
  offer: z.string().max(64),
  next: NextStepId,
  otherwise: NextStepId,
});

/** Makes an offer to who may get it and goes on with `next`; others go on with `otherwise`. */
export type OfferStep = z.infer<typeof OfferStep>;

/**
 * Reserves a code of the offer, which emails and banners of the run show. Budgets and waits are those of the moment of
 * deciding, however late that is: what others got meanwhile counts.
 */
export const offerHandler: StepHandler<OfferStep> = {
  label: 'Make an offer',
  group: 'actions',
  blank: (id, to) => ({ id, kind: 'offer', offer: '', next: to, otherwise: to }),
  readsProfile: ({ offer }) => offer !== '',
  warnings: ({ offer }) =>
    offer === ''
      ? ['No offer is chosen, so that all people go on with “Not offered”. Choose the offer.']
      : [],
  schema: OfferStep,
  enter({ offer: key, next, otherwise }, run, at, context, { rule }) {
    const { outcome, reason, answer, facts, found } = decideOffer(key, context);
    const answered = answeredDecision(
      run,
      { key: stepEffectKey(run), outcome, reason, rule, at },
      answer,
    );
    const decision: Decision = {
      ...answered,
      effectKey: outcome === 'offered' ? stepEffectKey(run) : null,
      input: { ...answered.input, offer: offerInput(key, context) },
    };
    const decisions = [{ ...decision, facts: { ...decision.facts, ...facts } }];
    if (!found || outcome !== 'offered')
      return { run, decisions, outcome: { kind: 'next', stepId: otherwise, at } };
    return {
      run,
      effects: [issuedCode(found, run, at, context)],
      decisions,
      outcome: { kind: 'next', stepId: next, at },
    };
  },
  afterWait: () => null,
  longestWait: () => 0,
  edges: ({ next, otherwise }) => [
    { key: 'next', to: next, label: 'Offered' },
    { key: 'otherwise', to: otherwise, label: 'Not offered' },
  ],
  uses: ({ offer: key }) => (key === '' ? null : { kind: 'offer', key }),
  words: {
    card: ({ offer }, { names }) => ({
      title: `Offer “${offerName(offer, names)}”`,
      detail: 'To who may get it; others go on without',
    }),
    current: ({ offer }, { names }) => `At the offer “${offerName(offer, names)}”`,
    coming: ({ offer }, { names }) => `the offer “${offerName(offer, names)}”`,
  },
};

function offerName(key: string, names: DefinitionNames): string {
  return key === '' ? 'not chosen yet' : definitionName(names, 'offer', key);
}

const NOT_ASKED: PredicateAnswer = { holds: false, why: [], facts: {}, read: {} };

type OfferDecision = {
  outcome: 'offered' | 'not_offered';
  reason: string;
  answer: PredicateAnswer;
  facts: OfferFacts;
  found?: OfferVersion;
};

function decideOffer(key: string, context: StepContext): OfferDecision {
  if (key === '') {
    const facts = { offer: null };
    return { outcome: 'not_offered', reason: 'not_set_up', answer: NOT_ASKED, facts };
  }
  const { offers, now } = context;
  const found = offers?.find(key);
  if (!offers || !found)
    return {
      outcome: 'not_offered',
      reason: 'offer_gone',
      answer: NOT_ASKED,
      facts: { offer: key },
    };
  const answer = context.holds(found.content.who, now);
  const hasUsed = offers.hasUsed(found);
  const person = { ...offers.person, hasUsed, meetsConditions: answer.holds };
  const eligibility = mayOffer(found.content, person, offers.shop(key), now);
  const facts = { offer: `${key}@${String(found.version)}`, decided_at: now, ...eligibility.facts };
  return eligibility.outcome === 'allowed'
    ? { outcome: 'offered', reason: 'may_offer', answer, facts, found }
    : { outcome: 'not_offered', reason: eligibility.reason, answer, facts };
}

/** What is stored of what the offer was decided by; of one that is gone nothing else was read. */
function offerInput(key: string, context: StepContext): OfferDecisionInput | null {
  if (key === '') return null;
  const { offers, now } = context;
  const found = offers?.find(key);
  if (!offers || !found) return null;
  const { version } = found;
  const person = { ...offers.person, hasUsed: offers.hasUsed(found) };
  return { key, version, decidedAt: now, person, shop: offers.shop(key) };
}

function issuedCode(
  { key, version, content }: OfferVersion,
  run: Run,
  at: number,
  { now }: StepContext,
) {
  const expiresAt = now + content.expiresAfterHours * HOUR;
  return {
    ...stepEffectBase(run, at),
    kind: 'issue_code' as const,
    payload: { offer: key, version, isDiscount: isDiscount(content.benefit), expiresAt },
  };
}
