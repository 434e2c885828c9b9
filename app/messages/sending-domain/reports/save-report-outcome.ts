import { z } from 'zod';
import { MOST_PACKED_BYTES } from './dmarc-report.ts';

/** A report that staff add: the file in base64. */
export const ReportIntent = z.object({
  intent: z.literal('report'),
  file: z.base64().max(Math.ceil(MOST_PACKED_BYTES / 3) * 4),
});

/** What came of a report. */
export type SaveReportOutcome =
  | { outcome: 'added'; sources: number }
  | { outcome: 'unreadable' }
  | { outcome: 'too_large' }
  /** Of a domain that the shop does not send from. */
  | { outcome: 'other_domain' }
  /** It ended before the days that are kept. */
  | { outcome: 'too_old' }
  | { outcome: 'nothing_to_check' };
