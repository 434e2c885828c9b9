import { v7 } from 'uuid';
import { nextAllowed } from '#app/consent/quiet-hours.ts';
import {
  campaignJourneyKey,
  campaignMailKey,
  campaignTemplate,
} from '#app/effects/campaign-key.ts';
import type { MailRequest } from '#app/effects/kinds/email.ts';
import { addEffects, type NewEffect } from '#app/effects/store/add-effects.server.ts';
import { peopleOfCampaign } from '#app/effects/store/campaign-effects.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import {
  insertHeldDecisions,
  type HeldDecision,
} from '#app/messages/delivery/store/held-decisions.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { CampaignContent } from './campaign-content.ts';
import type { Campaign } from './campaign.ts';
import { CAMPAIGN_RULE, decideRecipient, type Recipient } from './decide-recipient.ts';
import { loadCampaignShop, recipientsOf, type CampaignShop } from './recipients.server.ts';
import { sendPacer, type SendPacer } from './send-pace.ts';
import { nextMemberIds, nextMembers } from './store/campaign-members.server.ts';
import { saveCampaignProgress } from './store/campaigns.server.ts';

/** People whose emails are written to the outbox in one transaction. */
export const RECIPIENTS_AT_ONCE = 500;

/** The campaign was changed while a part of it was decided, which is not written; the next part reads it again. */
export class CampaignChangedError extends Error {}

/**
 * Writes the emails of the next people of a campaign into the outbox, each with its moment, and who gets none as skipped with
 * the decision that says why. Repeated after a crash it goes on from where it was saved.
 * @param startedAt since when it is fixed who gets it, epoch milliseconds, as `now`
 * @param limit people at most
 * @returns whether that was the last part, and whether any of it is due
 * @throws CampaignChangedError when it was cancelled meanwhile; the transaction must be rolled back
 */
export async function prepareRecipients(
  client: ShopClient,
  shopId: string,
  campaign: Campaign,
  startedAt: number,
  now: number,
  limit = RECIPIENTS_AT_ONCE,
): Promise<{ isLast: boolean; isDue: boolean }> {
  const { id, content, reached } = campaign;
  const asked = { segmentKey: content.segment, at: startedAt };
  const members = await nextMembers(client, shopId, asked, reached, limit);
  const shop = await loadCampaignShop(client, shopId);
  // Someone who was merged with another of them has the email already.
  const known = await peopleOfCampaign(
    client,
    shopId,
    id,
    members.map(({ profileId }) => profileId),
  );
  const fresh = members.filter(({ profileId }) => !known.has(profileId));
  const recipients = await recipientsOf(client, shopId, fresh, shop);
  const pacer = sendPacer(campaign.pace, content.perMinute);
  const decided = recipients.map((recipient) =>
    decidedRecipient(recipient, campaign, shop, startedAt, pacer, now),
  );
  await addEffects(
    client,
    shopId,
    decided.map(({ effect }) => effect),
  );
  const refusals = decided.flatMap(({ refusal }) => refusal ?? []);
  await insertHeldDecisions(client, shopId, refusals, now);
  const isLast = members.length < limit;
  const progress = {
    from: campaign,
    reached: members.at(-1)?.profileId ?? reached,
    passed: members.length,
    pace: pacer.pace(),
    isLast,
  };
  if (!(await saveCampaignProgress(client, shopId, id, progress, now)))
    throw new CampaignChangedError(`Campaign ${id} was changed meanwhile.`);
  return { isLast, isDue: decided.some(({ effect }) => effect.dueAt <= now) };
}

/**
 * Passes over the next person of a campaign, of whom something cannot be read: skipped, with a decision that says so.
 * @throws CampaignChangedError as `prepareRecipients`
 */
export async function passRecipient(
  client: ShopClient,
  shopId: string,
  campaign: Campaign,
  startedAt: number,
  now: number,
): Promise<void> {
  const { id, content, reached, pace } = campaign;
  const asked = { segmentKey: content.segment, at: startedAt };
  const [profileId] = await nextMemberIds(client, shopId, asked, reached, 1);
  if (profileId === undefined) return;
  const key = campaignMailKey(id, profileId);
  const refused = 'profile_unreadable';
  const base = { key, kind: 'email' as const, profileId, campaignId: id, createdAt: now };
  await addEffects(client, shopId, [
    { ...base, payload: requestOf(id, content, now), dueAt: now, refused },
  ]);
  const refusal = { reason: refused, rule: CAMPAIGN_RULE, input: null };
  await insertHeldDecisions(
    client,
    shopId,
    [refusedDecision(id, content, key, profileId, refusal)],
    now,
  );
  const progress = { from: campaign, reached: profileId, passed: 1, pace, isLast: false };
  if (!(await saveCampaignProgress(client, shopId, id, progress, now)))
    throw new CampaignChangedError(`Campaign ${id} was changed meanwhile.`);
}

function decidedRecipient(
  recipient: Recipient,
  { id, content, state }: Campaign,
  { shopZone, quietHours }: CampaignShop,
  startedAt: number,
  pacer: SendPacer,
  now: number,
): { effect: NewEffect; refusal: HeldDecision | null } {
  const { timing, leavesOutTrade } = content;
  const isCancelled = state === 'cancelled';
  const rules = { timing, leavesOutTrade, isCancelled, startedAt, shopZone, quietHours };
  const decision = decideRecipient(recipient, rules, now);
  const { profileId, quietZone } = recipient;
  const key = campaignMailKey(id, profileId);
  const base = { key, kind: 'email' as const, profileId, campaignId: id, createdAt: now };
  if (decision.act === 'skip') {
    const effect = { ...base, payload: requestOf(id, content, now), dueAt: now };
    const refusal = refusedDecision(id, content, key, profileId, decision);
    return { effect: { ...effect, refused: decision.reason }, refusal };
  }
  const dueAt = pacer.take(decision.dueAt, (at) => nextAllowed(quietHours, quietZone, at));
  return { effect: { ...base, payload: requestOf(id, content, dueAt), dueAt }, refusal: null };
}

/** What is asked of delivery. @param dueAt epoch milliseconds */
function requestOf(id: string, content: CampaignContent, dueAt: number): MailRequest {
  const { email, priority, relevantHours } = content;
  const page = email.kind === 'own' && email.page !== '' ? { page: email.page } : {};
  return {
    template: templateOf(id, content),
    class: 'marketing',
    journeyKey: campaignJourneyKey(id),
    priority,
    relevantUntil: dueAt + relevantHours * HOUR,
    context: { subject: 'news', ...page },
  };
}

/** The template of the emails of a campaign. */
export function templateOf(id: string, { email }: CampaignContent): string {
  return email.kind === 'own' ? campaignTemplate(id) : email.key;
}

function refusedDecision(
  id: string,
  content: CampaignContent,
  key: string,
  profileId: string,
  { reason, rule, input }: { reason: string; rule: string; input: object | null },
): HeldDecision {
  const template = templateOf(id, content);
  return {
    id: v7(),
    key,
    profileId,
    runId: null,
    outcome: 'skipped',
    reason,
    rule,
    facts: { template, class: 'marketing' },
    input,
    journeyKey: campaignJourneyKey(id),
    template,
  };
}
