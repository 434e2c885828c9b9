import type { CampaignContent } from './campaign-content.ts';
import type { CampaignFault } from './campaign-problems.ts';

/** What came of anything that a page asked to be done to a campaign. */
export type CampaignOutcome =
  | { outcome: 'saved' | 'unchanged'; id: string; revision: number }
  | { outcome: 'copied'; id: string }
  /** `beginsAt` is when sending begins, epoch milliseconds; `isNow` says that it is as soon as that cannot be undone any more. */
  | { outcome: 'scheduled'; id: string; beginsAt: number; isNow: boolean }
  | { outcome: 'unscheduled' | 'test_sent' }
  /** What it said: saved under its id, it is a draft again. */
  | { outcome: 'deleted'; id: string; content: CampaignContent }
  /** Nothing leaves any more; until then it can be undone. */
  | { outcome: 'cancelled'; id: string }
  | { outcome: 'resumed' }
  /** Out of the lists, which can be undone. */
  | { outcome: 'archived'; id: string }
  | { outcome: 'restored' }
  /** It goes on after an error. */
  | { outcome: 'retried' }
  | { outcome: 'invalid'; faults: CampaignFault[] }
  /** Changed by a colleague meanwhile. */
  | { outcome: 'conflict' }
  /** It stands otherwise now, so that this cannot be done to it. */
  | { outcome: 'too_late' }
  | { outcome: 'no_address' }
  | { outcome: 'too_many'; most: number };
