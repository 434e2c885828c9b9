import { DAY } from '#app/lib/duration.ts';
import type { ReportedSource } from './dmarc-report.ts';

/** Reports that ended earlier are deleted. */
export const REPORTS_KEPT_MS = 90 * DAY;

/** Addresses that are shown, those of most emails. */
const MOST_SHOWN = 50;

/** What reports of some days say of one address. */
export type SourceSummary = {
  ip: string;
  count: number;
  /** Emails that passed DMARC: by DKIM or SPF. */
  passed: number;
  dkim: number;
  spf: number;
  /** Emails that were quarantined or rejected. */
  stopped: number;
};

/** What the page says of all reports. */
export type ReportSummary = {
  reports: number;
  /** The days that they are about, epoch milliseconds. */
  begin: number;
  end: number;
  sources: SourceSummary[];
};

export type KeptReport = { begin: number; end: number; sources: ReportedSource[] };

/** Sums reports up by address, those of most emails first; null without any. */
export function summarizeReports(reports: readonly KeptReport[]): ReportSummary | null {
  if (reports.length === 0) return null;
  const byIp = new Map<string, SourceSummary>();
  for (const { ip, count, dkim, spf, disposition } of reports.flatMap(({ sources }) => sources)) {
    const sum = byIp.get(ip) ?? { ip, count: 0, passed: 0, dkim: 0, spf: 0, stopped: 0 };
    byIp.set(ip, {
      ip,
      count: sum.count + count,
      passed: sum.passed + (dkim || spf ? count : 0),
      dkim: sum.dkim + (dkim ? count : 0),
      spf: sum.spf + (spf ? count : 0),
      stopped: sum.stopped + (disposition === 'none' ? 0 : count),
    });
  }
  const sources = [...byIp.values()].sort((a, b) => b.count - a.count || (a.ip < b.ip ? -1 : 1));
  return {
    reports: reports.length,
    begin: Math.min(...reports.map(({ begin }) => begin)),
    end: Math.max(...reports.map(({ end }) => end)),
    sources: sources.slice(0, MOST_SHOWN),
  };
}
