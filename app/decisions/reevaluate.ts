import {
  CAMPAIGN_RULE,
  CampaignDecisionInput,
  refusedByCampaign,
} from '#app/campaigns/decide-recipient.ts';
import { MAIL_RULE } from '#app/consent/may-send.ts';
import type { Journey } from '#app/journeys/definition.ts';
import {
  afterRefusal,
  MAIL_ANSWER_RULE,
  MailAnswerInput,
} from '#app/messages/delivery/mail-answer.ts';
import { decideMailAgain, MailDecisionInput } from '#app/messages/delivery/mail-input.ts';
import { planAgain, PlanDecisionInput } from '#app/messages/planner/plan-decision-input.ts';
import { PLANNER_RULE } from '#app/messages/planner/planned-message.ts';
import { BannerDecisionInput, decideBanner } from '#app/onsite/place-banner.ts';
import type { OfferVersion } from '#app/offers/offer-lookup.ts';
import { decideRunAgain } from './decide-run-again.ts';
import type { DecidedAgain, NotRepeatable, Reevaluation } from './reevaluation.ts';
import type { StoredDecision } from './stored-decision.ts';

const OUTCOMES_OF_MAIL = { send: 'sent', skip: 'skipped', defer: 'deferred', fail: 'failed' };

/**
 * Makes a decision again, by the version of the rule that made it and from what that had read. Nothing else is looked at, so
 * that the answer can only differ where the rule does.
 * @param journey in the version that the rule names; null when it is gone or the rule is not a journey's
 * @param offer in the version that was decided about; null when it is gone or it was about none
 */
export function reevaluate(
  decision: StoredDecision,
  journey: Journey | null,
  offer: OfferVersion | null = null,
): Reevaluation {
  const again = decideAgain(decision, journey, offer);
  if (typeof again === 'string') return { cannot: again };
  return again.outcome === decision.outcome && again.reason === decision.reason
    ? { same: true }
    : { same: false, now: again.outcome, because: again.reason };
}

function decideAgain(
  { input, ...decision }: StoredDecision,
  journey: Journey | null,
  offer: OfferVersion | null,
): DecidedAgain | NotRepeatable {
  const mail = MailDecisionInput.safeParse(input);
  if (mail.success) return decision.rule === MAIL_RULE ? mailAgain(mail.data) : 'rule_gone';
  const answer = MailAnswerInput.safeParse(input);
  if (answer.success)
    return decision.rule === MAIL_ANSWER_RULE ? afterRefusal(answer.data) : 'rule_gone';
  const campaign = CampaignDecisionInput.safeParse(input);
  if (campaign.success) return campaignAgain(campaign.data, decision.rule);
  const banner = BannerDecisionInput.safeParse(input);
  if (banner.success) return bannerAgain(banner.data);
  const plan = PlanDecisionInput.safeParse(input);
  if (plan.success) return decision.rule === PLANNER_RULE ? plannedAgain(plan.data) : 'rule_gone';
  return decideRunAgain({ ...decision, input }, { journey, offer });
}

function mailAgain(input: MailDecisionInput): DecidedAgain {
  const decided = decideMailAgain(input);
  const outcome = OUTCOMES_OF_MAIL[decided.act];
  // A mail that leaves has its class for a reason: what allows it.
  return { outcome, reason: decided.act === 'send' ? input.class : decided.reason };
}

function plannedAgain(input: PlanDecisionInput): DecidedAgain | NotRepeatable {
  const plan = planAgain(input);
  if (plan === null) return 'not_stored';
  switch (plan.act) {
    case 'send':
    case 'wait':
      return { outcome: 'sent', reason: 'marketing' };
    case 'defer':
      return { outcome: 'deferred', reason: plan.reason };
    case 'expire':
      return { outcome: 'skipped', reason: plan.reason };
  }
}

function campaignAgain(input: CampaignDecisionInput, rule: string): DecidedAgain | NotRepeatable {
  if (rule !== CAMPAIGN_RULE) return 'rule_gone';
  const reason = refusedByCampaign(input);
  // What it does not refuse leaves for what a marketing email leaves for.
  return reason === null
    ? { outcome: 'sent', reason: 'marketing' }
    : { outcome: 'skipped', reason };
}

function bannerAgain(input: BannerDecisionInput): DecidedAgain {
  const { state, reason } = decideBanner(input);
  return { outcome: state === 'ready' ? 'deferred' : state, reason: reason ?? 'banner' };
}
