import { campaignAdvanceKey } from '#app/effects/campaign-key.ts';
import type { EffectExecutor, EffectOutcome } from '#app/effects/effect-executor.server.ts';
import type { EffectRunServices } from '#app/effects/run-effects.server.ts';
import { makeCampaignDue } from '#app/effects/store/campaign-effects.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { CANCEL_UNDO_MS } from '#app/messages/delivery/decide-mail.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { assertLease } from '#app/queue/heartbeat.server.ts';
import { describeFault, isolateFaults, mayBeInputFault } from '#app/queue/isolate-faults.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { loadRecomputeProgress } from '#app/segments/store/recompute-progress.server.ts';
import { campaignEmails } from './campaign-emails.server.ts';
import { isTooSlow } from './campaign-content.ts';
import type { Campaign, CampaignProblem } from './campaign.ts';
import {
  CampaignChangedError,
  passRecipient,
  prepareRecipients,
  RECIPIENTS_AT_ONCE,
} from './prepare-recipients.server.ts';
import { campaignSegments } from './segment-of-campaign.server.ts';
import { completeCampaign } from './complete-campaign.server.ts';
import { countMembersAt, nextMemberIds } from './store/campaign-members.server.ts';
import {
  loadCampaign,
  lockCampaign,
  saveCampaignState,
  saveStarted,
} from './store/campaigns.server.ts';

/** Parts of a campaign after which other shops get their turn. */
const PARTS_A_TURN = 20;
/** Emails that wait and are made due in one transaction. */
const RELEASED_AT_ONCE = 2_000;

/** The campaign that an effect brings on, and the key of the effect. */
type AskedAdvance = { campaignId: string; key: string };

/** What comes next: nothing, the next part at once, or something later. */
type Advance = 'over' | 'goes_on' | { ms: number; reason: string };

/**
 * Brings a campaign on: it begins, its emails are written to the outbox part by part, and what was cancelled ends. Each part is
 * one transaction; killed at any moment it goes on from the last.
 */
export const advanceCampaignExecutor: EffectExecutor<'advance_campaign', EffectRunServices> = {
  works: 'one by one',
  async execute({ key, payload: { campaignId } }, services, shopId): Promise<EffectOutcome> {
    const asked = { campaignId, key };
    for (let part = 0; part < PARTS_A_TURN; part += 1) {
      const advance = await advancePart(services, shopId, asked);
      if (advance === 'over') return { state: 'done' };
      // Only this campaign waits, not the others of the shop.
      if (advance !== 'goes_on') return { state: 'wait', ...advance };
    }
    // The other campaigns of the shop come before its next parts, and other shops before those.
    return { state: 'wait', ms: 1, endsRun: true };
  },
};

async function advancePart(
  services: EffectRunServices,
  shopId: string,
  asked: AskedAdvance,
): Promise<Advance> {
  try {
    return await advanceBy(services, shopId, asked, RECIPIENTS_AT_ONCE);
  } catch (error) {
    if (!mayBeInputFault(error)) throw error;
    await isolateRecipients(services, shopId, asked, error);
    return 'goes_on';
  }
}

/** One part, of so many people at most. */
async function advanceBy(
  { pool, heartbeat, clock }: EffectRunServices,
  shopId: string,
  asked: AskedAdvance,
  limit: number,
): Promise<Advance> {
  try {
    return await inShop(pool, shopId, async (client) => {
      await assertLease(client, heartbeat);
      return await advanceCampaign(client, shopId, asked, clock.now(), limit);
    });
  } catch (error) {
    // Nothing of the part was written; the next reads how the campaign stands now.
    if (error instanceof CampaignChangedError) return 'goes_on';
    throw error;
  }
}

/**
 * Writes the emails of the people of a part that failed, down to the person at fault, who is passed over.
 * @throws the error when it was no person's fault
 */
async function isolateRecipients(
  services: EffectRunServices,
  shopId: string,
  asked: AskedAdvance,
  error: unknown,
): Promise<void> {
  const { campaignId } = asked;
  const { pool, heartbeat, clock, logger } = services;
  const withCampaign = <T>(work: (client: ShopClient, campaign: Campaign) => Promise<T>) =>
    inShop(pool, shopId, async (client) => {
      await assertLease(client, heartbeat);
      const campaign = await loadCampaign(client, shopId, campaignId);
      return campaign && isPreparing(campaign) ? await work(client, campaign) : null;
    });
  const ids = await withCampaign((client, { content, startedAt, reached }) => {
    const members = { segmentKey: content.segment, at: startedAt ?? clock.now() };
    return nextMemberIds(client, shopId, members, reached, RECIPIENTS_AT_ONCE);
  });
  if (ids === null || ids.length === 0) throw error;
  await isolateFaults(
    ids,
    async (some) => {
      // In their order: each part goes on behind the one before.
      if (some.length > 0) await advanceBy(services, shopId, asked, some.length);
    },
    async (_id, fault) => {
      const campaignFault = { shopId, campaign: campaignId, ...describeFault(fault) };
      logger.error(campaignFault, 'a recipient of a campaign was passed over');
      await withCampaign((client, campaign) => {
        const now = clock.now();
        return passRecipient(client, shopId, campaign, campaign.startedAt ?? now, now);
      });
    },
  );
}

function isPreparing({ state, preparedAt }: Campaign): boolean {
  return (state === 'sending' || state === 'cancelled') && preparedAt === null;
}

async function advanceCampaign(
  client: ShopClient,
  shopId: string,
  { campaignId, key }: AskedAdvance,
  now: number,
  limit: number,
): Promise<Advance> {
  const campaign = await loadCampaign(client, shopId, campaignId);
  // Staff changed it since: that has an effect of its own, or sends nothing.
  if (!campaign || key !== campaignAdvanceKey(campaignId, campaign.revision)) return 'over';
  if (!campaign.isReadable && isToBeSent(campaign))
    return await stop(client, shopId, campaignId, 'unreadable', now);
  switch (campaign.state) {
    case 'draft':
    case 'stopped':
      return 'over';
    case 'scheduled':
      return await begin(client, shopId, campaignId, now);
    case 'sending':
      return await prepare(client, shopId, campaign, now, limit);
    case 'stopping':
      return await endUndo(client, shopId, campaignId, now);
    case 'cancelled': {
      if (campaign.preparedAt === null) return await prepare(client, shopId, campaign, now, limit);
      const released = await makeCampaignDue(client, shopId, campaignId, now, RELEASED_AT_ONCE);
      await enqueueJob(client, shopId, 'deliver');
      if (released === RELEASED_AT_ONCE) return 'goes_on';
      return await complete(client, shopId, campaign, now);
    }
  }
}

/** It does not begin, or go on, until staff looked at it. */
async function stop(
  client: ShopClient,
  shopId: string,
  campaignId: string,
  problem: CampaignProblem,
  now: number,
): Promise<Advance> {
  const stopped = { state: 'stopped', problem, finishedAt: now, isByStaff: false } as const;
  await saveCampaignState(client, shopId, campaignId, stopped, now);
  return 'over';
}

/** Whether emails of it are still to be written. */
function isToBeSent({ state, preparedAt }: Campaign): boolean {
  return state === 'scheduled' || (state === 'sending' && preparedAt === null);
}

/** Fixes who gets it, if it is what was scheduled still. */
async function begin(
  client: ShopClient,
  shopId: string,
  campaignId: string,
  now: number,
): Promise<Advance> {
  const campaign = await lockCampaign(client, shopId, campaignId);
  // Scheduled for another moment meanwhile, which has an effect of its own.
  if (campaign?.state !== 'scheduled' || (campaign.beginsAt ?? Infinity) > now) return 'over';
  const problem = await problemOf(client, shopId, campaign);
  if (problem !== null) return await stop(client, shopId, campaignId, problem, now);
  // Who is in the segment is not known until then.
  if ((await loadRecomputeProgress(client, shopId)) !== null)
    return { ms: MINUTE, reason: 'segments_recomputing' };
  const total = await countMembersAt(client, shopId, campaign.content.segment, now);
  if (isTooSlow(total, campaign.content.perMinute))
    return await stop(client, shopId, campaignId, 'too_slow', now);
  await saveStarted(client, shopId, campaignId, total, now);
  return 'goes_on';
}

/** Why a campaign cannot begin as it was scheduled; null when it can. */
async function problemOf(
  client: ShopClient,
  shopId: string,
  { content, segmentDigest }: Campaign,
): Promise<CampaignProblem | null> {
  const segments = await campaignSegments(client, shopId);
  const segment = segments.find(({ key }) => key === content.segment);
  if (!segment) return 'segment_gone';
  if (segment.digest !== segmentDigest) return 'segment_changed';
  const { email } = content;
  if (email.kind === 'own') return null;
  const emails = await campaignEmails(client, shopId);
  return emails.some(({ key }) => key === email.key) ? null : 'email_gone';
}

async function prepare(
  client: ShopClient,
  shopId: string,
  campaign: Campaign,
  now: number,
  limit: number,
): Promise<Advance> {
  if (campaign.preparedAt !== null) return await complete(client, shopId, campaign, now);
  const startedAt = campaign.startedAt ?? now;
  const { isDue } = await prepareRecipients(client, shopId, campaign, startedAt, now, limit);
  if (isDue) await enqueueJob(client, shopId, 'deliver');
  return 'goes_on';
}

/** What became of its emails is counted until nothing more can come of them. */
async function complete(
  client: ShopClient,
  shopId: string,
  campaign: Campaign,
  now: number,
): Promise<Advance> {
  const ms = await completeCampaign(client, shopId, campaign, now);
  return ms === null ? 'over' : { ms, reason: 'campaign_counting' };
}

/** What was cancelled stays so once that cannot be undone any more. */
async function endUndo(
  client: ShopClient,
  shopId: string,
  campaignId: string,
  now: number,
): Promise<Advance> {
  const campaign = await lockCampaign(client, shopId, campaignId);
  if (campaign?.state !== 'stopping') return 'goes_on';
  // The end of the time has an effect of its own.
  if (now < (campaign.cancelledAt ?? now) + CANCEL_UNDO_MS) return 'over';
  const cancelled = { state: 'cancelled', finishedAt: now, isByStaff: false } as const;
  await saveCampaignState(client, shopId, campaignId, cancelled, now);
  return 'goes_on';
}
