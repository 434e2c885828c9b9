import {
  maySend,
  MAIL_RULE,
  type AddressConsent,
  type SendRefusal,
} from '#app/consent/may-send.ts';
import {
  refusedByReader,
  type ReaderPreferences,
  type ReaderRefusal,
} from '#app/consent/reader-preferences.ts';
import { nextAllowed, type QuietHours } from '#app/consent/quiet-hours.ts';
import { plannedMailInput } from '#app/messages/delivery/mail-input.ts';
import { topicOfEmail } from '#app/messages/templates/email-content.ts';
import { CAMPAIGN_CANCELLED } from '#app/messages/delivery/decide-mail.ts';
import { z } from 'zod';
import type { CampaignTiming } from './campaign-content.ts';
import { dueAtOf } from './campaign-times.ts';

/** The name of the rule of who gets a campaign and its version, as decisions note it. */
export const CAMPAIGN_RULE = 'campaign@1';

/** What a reader declines all campaigns as: they are news, whatever email they send. */
const CAMPAIGN_TOPIC = topicOfEmail('news', undefined);

/** A person who was in the segment of a campaign when it began. */
export type Recipient = {
  profileId: string;
  consent: AddressConsent;
  preferences: ReaderPreferences;
  /** Whether the person buys for a business. */
  isTrade: boolean;
  /** The zone of the person's clock, and that which quiet hours are in (IANA). */
  zone: string;
  quietZone: string;
};

/** What of a campaign says who gets it, and when. */
export type RecipientRules = {
  timing: CampaignTiming;
  leavesOutTrade: boolean;
  /** Whether it was cancelled before the person was looked at. */
  isCancelled: boolean;
  startedAt: number;
  shopZone: string;
  quietHours: QuietHours | null;
};

/** What a skip by the rule of campaigns read, as decisions store it. */
export const CampaignDecisionInput = z.object({
  kind: z.literal('campaign'),
  isCancelled: z.boolean(),
  leavesOutTrade: z.boolean(),
  isTrade: z.boolean(),
});
export type CampaignDecisionInput = z.infer<typeof CampaignDecisionInput>;

/** Why a member of the segment does not get a campaign. */
export type RecipientRefusal =
  SendRefusal | ReaderRefusal | 'trade_left_out' | typeof CAMPAIGN_CANCELLED;

export type RecipientDecision =
  /** `dueAt` is when it is due by the timing and the quiet hours, epoch milliseconds. */
  | { act: 'send'; dueAt: number }
  /** With the rule that says so and what it read. */
  | { act: 'skip'; reason: RecipientRefusal; rule: string; input: object };

/** Whether a member of the segment gets a campaign, and when it is due. @param now epoch milliseconds */
export function decideRecipient(
  { consent, preferences, isTrade, zone, quietZone }: Recipient,
  rules: RecipientRules,
  now: number,
): RecipientDecision {
  const { timing, startedAt, shopZone, quietHours, isCancelled, leavesOutTrade } = rules;
  const input: CampaignDecisionInput = { kind: 'campaign', isCancelled, leavesOutTrade, isTrade };
  const refusal = refusedByCampaign(input);
  if (refusal !== null) return { act: 'skip', reason: refusal, rule: CAMPAIGN_RULE, input };
  const permission = maySend('marketing', consent);
  const reader = { topic: CAMPAIGN_TOPIC, preferences };
  const refused = permission.allowed
    ? refusedByReader('marketing', reader, now)
    : permission.reason;
  if (refused !== null)
    return {
      act: 'skip',
      reason: refused,
      rule: MAIL_RULE,
      input: plannedMailInput('marketing', consent, now, null, reader),
    };
  const dueAt = dueAtOf(timing, { personZone: zone, shopZone }, startedAt);
  return { act: 'send', dueAt: nextAllowed(quietHours, quietZone, dueAt) };
}

/** Why the rule of campaigns leaves a person out; null when it does not. */
export function refusedByCampaign({
  isCancelled,
  leavesOutTrade,
  isTrade,
}: CampaignDecisionInput): Exclude<RecipientRefusal, SendRefusal | ReaderRefusal> | null {
  if (isCancelled) return CAMPAIGN_CANCELLED;
  return leavesOutTrade && isTrade ? 'trade_left_out' : null;
}
