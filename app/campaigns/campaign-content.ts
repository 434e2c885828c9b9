import { z } from 'zod';
import { DefinitionKey, DefinitionName } from '#app/definitions/definition-key.ts';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import { isTimeOfDay } from '#app/lib/local-moment.ts';
import { ShopPage } from '#app/lib/shop-page.ts';
import { MessagePriority } from '#app/messages/planner/message-priority.ts';

/** Emails of one campaign that may leave in a minute. */
export const PER_MINUTE = { least: 1, usual: 200, most: 10_000 };
/** For how many hours after it is due an email is worth sending. */
export const RELEVANT_HOURS = { least: 1, usual: 72, most: 720 };
/** Emails of one campaign leave within so many days, without quiet hours: what is kept of it is made for that. */
export const MOST_DAYS_SENDING = 14;

/** Whether sending to so many people would take too long. */
export function isTooSlow(people: number, perMinute: number): boolean {
  return people * MINUTE > perMinute * MOST_DAYS_SENDING * DAY;
}

const Day = z.iso.date();
const Time = z.string().refine(isTimeOfDay);

/** When it is sent: at once, at a moment of the shop's clock, or when that time comes on each person's clock. */
export const CampaignTiming = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('now') }),
  z.strictObject({ kind: z.literal('shop'), day: Day, time: Time }),
  z.strictObject({
    kind: z.literal('person'),
    day: Day,
    time: Time,
    /** What becomes of people whose clock shows a later time already when sending begins. */
    late: z.enum(['at_once', 'next_day']),
  }),
]);
export type CampaignTiming = z.infer<typeof CampaignTiming>;

/** What it says, in fields; all but the page may hold `{{ firstName }}`. */
const OwnEmail = z.strictObject({
  kind: z.literal('own'),
  subject: z.string().trim().max(200),
  preview: z.string().trim().max(300),
  heading: z.string().trim().max(200),
  /** Paragraphs are parted by an empty line. */
  text: z.string().trim().max(10_000),
  button: z.string().trim().max(60),
  /** Where the button leads; empty for the first page of the shop. */
  page: z.union([z.literal(''), ShopPage]),
});
export type OwnEmail = z.infer<typeof OwnEmail>;

/** What a merchant decides about a campaign. */
export const CampaignContent = z.strictObject({
  name: DefinitionName,
  /** The key of the segment whose members get it. */
  segment: z.string().min(1).max(64),
  /** An email written for it, or one of the shop's by its key. */
  email: z.discriminatedUnion('kind', [
    OwnEmail,
    z.strictObject({ kind: z.literal('template'), key: DefinitionKey }),
  ]),
  timing: CampaignTiming,
  perMinute: z.number().int().min(PER_MINUTE.least).max(PER_MINUTE.most),
  leavesOutTrade: z.boolean(),
  priority: MessagePriority,
  relevantHours: z.number().int().min(RELEVANT_HOURS.least).max(RELEVANT_HOURS.most),
});
export type CampaignContent = z.infer<typeof CampaignContent>;

/** What a new campaign begins with. @param segment the key of the one that is chosen first */
export function blankCampaign(segment: string): CampaignContent {
  return {
    name: 'New campaign',
    segment,
    email: { kind: 'own', subject: '', preview: '', heading: '', text: '', button: '', page: '' },
    timing: { kind: 'now' },
    perMinute: PER_MINUTE.usual,
    leavesOutTrade: true,
    priority: 2,
    relevantHours: RELEVANT_HOURS.usual,
  };
}

/** What can be read of a campaign that another version of the app wrote; what cannot is as in a new one. */
export function readableParts(stored: unknown): CampaignContent {
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(stored);
  const parts = Object.entries(CampaignContent.shape).flatMap(([name, schema]) => {
    const part = schema.safeParse(fields[name]);
    return part.success ? [[name, part.data]] : [];
  });
  return { ...blankCampaign('none'), ...(Object.fromEntries(parts) as Partial<CampaignContent>) };
}
