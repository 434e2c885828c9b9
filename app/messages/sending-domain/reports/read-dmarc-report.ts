import { XMLParser } from 'fast-xml-parser';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { SECOND } from '#app/lib/duration.ts';
import { isDnsName } from '../dns-question.ts';
import {
  MOST_REPORT_BYTES,
  type DmarcReport,
  type ReadDmarcReport,
  type ReportedSource,
} from './dmarc-report.ts';
import { isTameXml } from './xml-shape.ts';

/** Sources that are kept of one report, those of most emails. */
const MOST_SOURCES = 200;
const MOST_ROWS = 2_000;

const Seconds = z
  .string()
  .regex(/^\d{1,11}$/)
  .transform((text) => Number(text) * SECOND);
const Result = z.string().transform((text) => text.toLowerCase() === 'pass');
const Name = z.string().trim().min(1).max(255);

const Row = z.object({
  row: z.object({
    source_ip: z.string().refine((text) => ipaddr.isValid(text)),
    count: z
      .string()
      .regex(/^\d{1,12}$/)
      .transform(Number),
    policy_evaluated: z.object({
      disposition: z.enum(['none', 'quarantine', 'reject']).catch('none'),
      dkim: Result.catch(false),
      spf: Result.catch(false),
    }),
  }),
});
const Feedback = z.object({
  feedback: z.object({
    report_metadata: z.object({
      org_name: Name,
      report_id: Name,
      date_range: z.object({ begin: Seconds, end: Seconds }),
    }),
    policy_published: z.object({
      domain: z.string().trim().toLowerCase().refine(isDnsName),
    }),
    record: z.array(Row).max(MOST_ROWS).default([]),
  }),
});

/** Nothing of a text is expanded or turned into a number; a report is made of elements alone. */
const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  processEntities: false,
  removeNSPrefix: true,
  isArray: (name) => name === 'record',
});

/** Reads the XML of an aggregate report, which a stranger wrote. */
export function readDmarcReport(text: string): ReadDmarcReport {
  if (text.length > MOST_REPORT_BYTES) return { outcome: 'too_large' };
  if (!isTameXml(text)) return { outcome: 'unreadable' };
  const parsed = Feedback.safeParse(parsedXml(text));
  if (!parsed.success) return { outcome: 'unreadable' };
  const { report_metadata: about, policy_published: policy, record } = parsed.data.feedback;
  const report: DmarcReport = {
    reporter: about.org_name,
    reportId: about.report_id,
    domain: policy.domain,
    begin: about.date_range.begin,
    end: about.date_range.end,
    sources: joinSources(
      record.map(({ row: { source_ip: ip, count, policy_evaluated: result } }) => ({
        ip,
        count,
        ...result,
      })),
    ).slice(0, MOST_SOURCES),
  };
  return { outcome: 'read', report };
}

function parsedXml(text: string): unknown {
  try {
    return parser.parse(text);
  } catch {
    return null;
  }
}

/** One row for each address and result, most emails first. */
function joinSources(sources: readonly ReportedSource[]): ReportedSource[] {
  const joined = new Map<string, ReportedSource>();
  for (const source of sources) {
    const { ip, dkim, spf, disposition, count } = source;
    const key = [ip, dkim, spf, disposition].join(' ');
    joined.set(key, { ...source, count: count + (joined.get(key)?.count ?? 0) });
  }
  return [...joined.values()].sort((a, b) => b.count - a.count || (a.ip < b.ip ? -1 : 1));
}
