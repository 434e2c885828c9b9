import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import { organisationOf, type DomainSubject } from '../domain-subject.ts';
import { deleteDmarcReports, saveDmarcReport } from '../store/dmarc-reports.server.ts';
import { readDmarcReport } from './read-dmarc-report.ts';
import { REPORTS_KEPT_MS } from './reported-sources.ts';
import type { SaveReportOutcome } from './save-report-outcome.ts';
import { unpackReport } from './unpack-report.server.ts';

/** Who adds a report, and when. */
export type ReportAdded = { actor: string; now: number };

/** Keeps a report of the shop's domain; the same report again changes nothing. */
export async function saveReport(
  client: ShopClient,
  shopId: string,
  subject: DomainSubject,
  file: Buffer,
  { actor, now }: ReportAdded,
): Promise<SaveReportOutcome> {
  const unpacked = unpackReport(file);
  if (unpacked.outcome !== 'unpacked') return unpacked;
  const read = readDmarcReport(unpacked.text);
  if (read.outcome !== 'read') return read;
  const { report } = read;
  if (organisationOf(report.domain) !== subject.organisation) return { outcome: 'other_domain' };
  if (report.begin > report.end || report.end > now + 2 * DAY) return { outcome: 'unreadable' };
  if (report.end < now - REPORTS_KEPT_MS) return { outcome: 'too_old' };
  const id = idOf('dmarc', shopId, report.reporter, report.reportId);
  await saveDmarcReport(client, shopId, { id, ...report });
  await deleteDmarcReports(client, shopId, now - REPORTS_KEPT_MS);
  const entry = { actor, action: 'sender_domain.report_added', subject: `domain:${report.domain}` };
  await recordAudit(
    client,
    shopId,
    { ...entry, before: null, after: { reporter: report.reporter } },
    now,
  );
  return { outcome: 'added', sources: report.sources.length };
}
