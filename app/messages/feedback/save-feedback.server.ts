import { rememberRefusals, type Refused } from '#app/consent/remembered-refusals.server.ts';
import { lockAddresses } from '#app/consent/store/address-consent.server.ts';
import { hasErasedPeople } from '#app/consent/store/remembered-refusals.server.ts';
import { normalEmail } from '#app/lib/email-address.ts';
import { storeBounceEvents } from '#app/messages/delivery/record-mails.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { decideFeedback, type AddressReport } from './decide-feedback.ts';
import type { FeedbackEvent } from './feedback-event.ts';
import type { FeedbackProvider } from './feedback-providers.ts';
import {
  holdAddressFeedback,
  saveAddressFeedback,
  selectKnownFeedback,
} from './store/feedback-state.server.ts';
import {
  selectKnownAddresses,
  selectReportedMails,
  type ReportedMail,
} from './store/reported-mails.server.ts';
import {
  liftSuppressions,
  saveReportedSuppressions,
  type Lifted,
  type ReportedSuppression,
} from './store/suppressions.server.ts';

/** How many reports said something of an address of the shop, and how many were of none. */
export type SavedFeedback = { counted: number; unknown: number };

type ReportOfAddress = AddressReport & { address: string; known: ReportedMail | undefined };

/**
 * Saves what was reported of the shop's emails and what follows from it, in the caller's transaction: who bounced or complained
 * gets no mail from its commit on. Repeating it changes nothing. Of addresses that the shop does not know nothing is kept: an
 * account may send for others as well.
 * @param source who reported
 * @param now epoch milliseconds
 */
export async function saveFeedback(
  client: ShopClient,
  shopId: string,
  events: readonly FeedbackEvent[],
  source: FeedbackProvider,
  now: number,
): Promise<SavedFeedback> {
  const reports = await reportsOf(client, shopId, events, now);
  const addresses = [...new Set(reports.map(({ address }) => address))].sort();
  const known = new Set(await selectKnownAddresses(client, shopId, addresses));
  for (const report of reports) if (report.known) known.add(report.address);
  const counted = reports.filter(({ address }) => known.has(address));
  await rememberOfErased(
    client,
    shopId,
    reports.filter(({ address }) => !known.has(address)),
  );
  if (counted.length > 0) await decideAndSave(client, shopId, counted, source, now);
  return { counted: counted.length, unknown: events.length - counted.length };
}

/** What is said of an address: by the report itself, else by the email that it names. A date is never later than its receipt. */
async function reportsOf(
  client: ShopClient,
  shopId: string,
  events: readonly FeedbackEvent[],
  now: number,
): Promise<ReportOfAddress[]> {
  const meant = events.filter(({ kind }) => kind !== 'other');
  const ids = [...new Set(meant.flatMap(({ messageId }) => messageId ?? []))];
  const mails = await selectReportedMails(client, shopId, ids);
  const byId = new Map(mails.map((mail) => [mail.messageId, mail]));
  return meant.flatMap(({ kind, mail, messageId, words, ...event }) => {
    const known = byId.get(messageId ?? '');
    const address = normalEmail(event.address ?? known?.address ?? '');
    const at = Math.max(0, Math.min(event.at ?? now, now));
    return address === null ? [] : [{ kind, mail, words, known, address, at }];
  });
}

async function decideAndSave(
  client: ShopClient,
  shopId: string,
  reports: readonly ReportOfAddress[],
  source: FeedbackProvider,
  now: number,
): Promise<void> {
  const byAddress = new Map<string, ReportOfAddress[]>();
  for (const report of reports)
    byAddress.set(report.address, [...(byAddress.get(report.address) ?? []), report]);
  const addresses = [...byAddress.keys()].sort();
  await lockAddresses(client, shopId, addresses, 'update');
  await holdAddressFeedback(client, shopId, addresses);
  const known = await selectKnownFeedback(client, shopId, addresses);
  const changed = [];
  const stopped: ReportedSuppression[] = [];
  const lifted: Lifted[] = [];
  for (const [address, of] of byAddress) {
    const before = known.get(address);
    if (!before) throw new Error('An address whose row is held is not there.');
    const { feedback, suppression } = decideFeedback(before, of);
    changed.push({ address, ...feedback });
    const { at } = { at: 0, ...suppression };
    if (suppression.change === 'suppress') {
      const { reason, words } = suppression;
      stopped.push({ address, reason, at, source, words });
    }
    if (suppression.change === 'lift')
      lifted.push({ address, at, source, words: 'An email was delivered.', actor: null });
  }
  await saveAddressFeedback(client, shopId, changed);
  await saveReportedSuppressions(client, shopId, stopped);
  await liftSuppressions(client, shopId, lifted);
  await storeBounceEvents(
    client,
    shopId,
    reports.flatMap(({ kind, known: mail, address, at }) =>
      kind === 'hard' && mail ? [{ ...mail, address, at }] : [],
    ),
    now,
  );
}

/** An address that was erased is known by its code only, and must not be written to when it comes back. */
async function rememberOfErased(
  client: ShopClient,
  shopId: string,
  reports: readonly ReportOfAddress[],
): Promise<void> {
  const refused = reports.flatMap(({ kind, address, at }): Refused[] => {
    if (kind === 'hard') return [{ address, reason: 'hard_bounce', at }];
    return kind === 'complaint' ? [{ address, reason: 'complaint', at }] : [];
  });
  if (refused.length > 0 && (await hasErasedPeople(client, shopId)))
    await rememberRefusals(client, shopId, ringOf(client).erasedCodes, refused);
}
