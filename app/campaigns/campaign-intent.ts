import { z } from 'zod';
import { jsonText } from '#app/events/payloads/json-text.ts';

/** Characters of a campaign that is sent, as JSON. */
const MOST_SENT = 30_000;
const Revision = z.coerce.number().int().min(0).max(1_000_000);
const Id = z.uuid();

/** What a page asks to be done to a campaign. */
export const CampaignIntent = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('save'), id: Id, revision: Revision, content: jsonText(MOST_SENT) }),
  z.object({ intent: z.literal('schedule'), id: Id, revision: Revision }),
  z.object({ intent: z.enum(['unschedule', 'cancel', 'resume', 'retry', 'delete']), id: Id }),
  z.object({ intent: z.enum(['archive', 'restore']), id: Id }),
  /** `copy` and `test` name the one that is made: sent twice, it is made once. */
  z.object({ intent: z.literal('copy'), id: Id, copy: Id }),
  z.object({ intent: z.literal('test'), id: Id, test: Id }),
]);
export type CampaignIntent = z.infer<typeof CampaignIntent>;
