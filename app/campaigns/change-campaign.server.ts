import type pg from 'pg';
import { findStaffEmail } from '#app/access/store/staff-email.server.ts';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { campaignAdvanceKey } from '#app/effects/campaign-key.ts';
import { addEffects } from '#app/effects/store/add-effects.server.ts';
import { isCampaignReady } from '#app/effects/store/campaign-effects.server.ts';
import { reviseFailedEffect } from '#app/effects/store/change-effect.server.ts';
import { markupProblems } from '#app/gallery/markup-problems.server.ts';
import { canonicalJson } from '#app/lib/canonical-json.ts';
import { CANCEL_UNDO_MS } from '#app/messages/delivery/decide-mail.ts';
import type { Renderer } from '#app/messages/render/renderer.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob, enqueueJobs } from '#app/queue/queue.server.ts';
import { loadTimeZone } from '#app/segments/store/load-time-zone.server.ts';
import { CampaignContent } from './campaign-content.ts';
import { archiveCampaign } from './archive-campaign.server.ts';
import { campaignEmails, freezeCampaignEmail } from './campaign-emails.server.ts';
import type { CampaignIntent } from './campaign-intent.ts';
import type { CampaignOutcome } from './campaign-outcome.ts';
import {
  campaignFaults,
  EMAIL_GONE,
  paceFaults,
  unreadableFaults,
  type CampaignFault,
} from './campaign-problems.ts';
import { campaignWindow } from './campaign-times.ts';
import { isEditable, type Campaign } from './campaign.ts';
import { noteCampaign, type CampaignChange } from './note-campaign.server.ts';
import { campaignSegments } from './segment-of-campaign.server.ts';
import { countMembersAt } from './store/campaign-members.server.ts';
import {
  countOpenCampaigns,
  deleteCampaign,
  insertCampaign,
  loadCampaign,
  lockCampaign,
  MOST_CAMPAIGNS,
  saveCampaignContent,
  saveCampaignState,
  saveScheduled,
} from './store/campaigns.server.ts';

/**
 * Does to a campaign what a page asks for, in one transaction, with its entry in the audit log.
 * @param renderer looks into the markup of its email
 * @param by the member of staff
 * @param now epoch milliseconds
 */
export async function changeCampaign(
  pool: pg.Pool,
  renderer: Pick<Renderer, 'check'>,
  shopId: string,
  intent: CampaignIntent,
  by: string,
  now: number,
): Promise<CampaignOutcome> {
  const found =
    intent.intent === 'schedule' || intent.intent === 'test'
      ? await markupFaults(pool, renderer, shopId, intent.id)
      : [];
  return await inShop(pool, shopId, async (client) => {
    const change = { client, shopId, by, now };
    switch (intent.intent) {
      case 'save':
        return await save(change, intent);
      case 'schedule':
        return await schedule(change, intent, found);
      case 'unschedule':
        return await unschedule(change, intent.id);
      case 'cancel':
        return await cancel(change, intent.id);
      case 'resume':
        return await resume(change, intent.id);
      case 'retry':
        return await retry(change, intent.id);
      case 'delete':
        return await remove(change, intent.id);
      case 'archive':
      case 'restore':
        return await archiveCampaign(change, intent);
      case 'copy':
        return await copy(change, intent);
      case 'test':
        return await sendTest(change, intent, found);
    }
  });
}

/** What is wrong in the email of a campaign. It is looked into outside the transaction, because that takes a second. */
async function markupFaults(
  pool: pg.Pool,
  renderer: Pick<Renderer, 'check'>,
  shopId: string,
  id: string,
): Promise<CampaignFault[]> {
  const email = await inShop(pool, shopId, async (client) => {
    const campaign = await loadCampaign(client, shopId, id);
    return campaign && (await freezeCampaignEmail(client, shopId, campaign.content));
  });
  const content = email && ('content' in email ? email.content : email);
  if (!content || content.subject === '' || content.text === '') return [];
  const problems = await markupProblems(renderer, content);
  return problems.map(({ message }) => ({ field: 'email', message }));
}

async function save(
  change: CampaignChange,
  { id, revision, content: sent }: CampaignIntent & { intent: 'save' },
): Promise<CampaignOutcome> {
  const { client, shopId, by, now } = change;
  const read = CampaignContent.safeParse(sent);
  if (!read.success)
    throw new Response('The form is not complete. Reload the page.', { status: 400 });
  const content = read.data;
  if (revision === 0) return await create(change, id, content);
  const known = await lockCampaign(client, shopId, id);
  if (!known || !isEditable(known.state)) return { outcome: 'too_late' };
  if (known.revision !== revision) return { outcome: 'conflict' };
  if (known.isReadable && canonicalJson(known.content) === canonicalJson(content))
    return { outcome: 'unchanged', id, revision };
  await saveCampaignContent(client, shopId, id, content, now);
  await noteCampaign(client, shopId, { by, action: 'saved', campaign: known, after: content }, now);
  return { outcome: 'saved', id, revision: revision + 1 };
}

async function create(
  { client, shopId, by, now }: CampaignChange,
  id: string,
  content: CampaignContent,
): Promise<CampaignOutcome> {
  // Of one shop one is made at a time, so that they are counted right.
  await claimShop(client, shopId);
  if ((await countOpenCampaigns(client, shopId)) >= MOST_CAMPAIGNS)
    return { outcome: 'too_many', most: MOST_CAMPAIGNS };
  if (!(await insertCampaign(client, shopId, { id, content, by }, now)))
    return { outcome: 'conflict' };
  const entry = { actor: by, action: 'campaign.created', subject: `campaign:${id}`, before: null };
  await recordAudit(client, shopId, { ...entry, after: { name: content.name } }, now);
  return { outcome: 'saved', id, revision: 1 };
}

async function schedule(
  { client, shopId, by, now }: CampaignChange,
  { id, revision }: { id: string; revision: number },
  found: readonly CampaignFault[],
): Promise<CampaignOutcome> {
  const known = await lockCampaign(client, shopId, id);
  if (!known || !isEditable(known.state)) return { outcome: 'too_late' };
  if (known.revision !== revision) return { outcome: 'conflict' };
  const { content } = known;
  const timeZone = await loadTimeZone(client, shopId);
  const segments = await campaignSegments(client, shopId);
  const emails = await campaignEmails(client, shopId);
  const references = {
    segments: new Set(segments.map(({ key }) => key)),
    emails: new Set(emails.map(({ key }) => key)),
  };
  const people = await countMembersAt(client, shopId, content.segment, now);
  const faults = [
    ...unreadableFaults(known),
    ...campaignFaults(content, references, timeZone, now),
    ...paceFaults(people, content.perMinute),
    ...found,
  ];
  const segment = segments.find(({ key }) => key === content.segment);
  if (faults.length > 0 || !segment) return { outcome: 'invalid', faults };
  const { begins } = campaignWindow(content.timing, timeZone, now);
  // What would leave at once can be undone first.
  const beginsAt = begins <= now ? now + CANCEL_UNDO_MS : begins;
  const email = await freezeCampaignEmail(client, shopId, content);
  const scheduled = { id, email, segmentDigest: segment.digest };
  await saveScheduled(client, shopId, { ...scheduled, beginsAt }, now);
  await advanceAt(client, shopId, known, beginsAt, now);
  const after = { begins_at: beginsAt, segment: content.segment };
  await noteCampaign(client, shopId, { by, action: 'scheduled', campaign: known, after }, now);
  return { outcome: 'scheduled', id, beginsAt, isNow: begins <= now };
}

async function unschedule({ client, shopId, by, now }: CampaignChange, id: string) {
  const known = await lockCampaign(client, shopId, id);
  if (known?.state !== 'scheduled') return { outcome: 'too_late' } as const;
  await saveCampaignState(client, shopId, id, { state: 'draft', isByStaff: true }, now);
  await noteCampaign(
    client,
    shopId,
    { by, action: 'unscheduled', campaign: known, after: null },
    now,
  );
  return { outcome: 'unscheduled' } as const;
}

/** Stops what has not left at once. It is skipped for good once that cannot be undone any more. */
async function cancel({ client, shopId, by, now }: CampaignChange, id: string) {
  const known = await lockCampaign(client, shopId, id);
  if (known?.state !== 'sending') return { outcome: 'too_late' } as const;
  const isStoppable = known.preparedAt === null || (await isCampaignReady(client, shopId, id));
  if (!isStoppable) return { outcome: 'too_late' } as const;
  const stopping = { state: 'stopping', cancelledAt: now, isByStaff: true } as const;
  await saveCampaignState(client, shopId, id, stopping, now);
  await advanceAt(client, shopId, known, now + CANCEL_UNDO_MS, now);
  await noteCampaign(
    client,
    shopId,
    { by, action: 'cancelled', campaign: known, after: null },
    now,
  );
  return { outcome: 'cancelled', id } as const;
}

/** Undoes that it was cancelled, while nothing was skipped for it. */
async function resume({ client, shopId, by, now }: CampaignChange, id: string) {
  const known = await lockCampaign(client, shopId, id);
  const isOver = now >= (known?.cancelledAt ?? 0) + CANCEL_UNDO_MS;
  if (known?.state !== 'stopping' || isOver) return { outcome: 'too_late' } as const;
  const sending = { state: 'sending', cancelledAt: null, isByStaff: true } as const;
  await saveCampaignState(client, shopId, id, sending, now);
  await advanceAt(client, shopId, known, now, now);
  await enqueueJob(client, shopId, 'deliver');
  await noteCampaign(client, shopId, { by, action: 'resumed', campaign: known, after: null }, now);
  return { outcome: 'resumed' } as const;
}

/** Brings on a campaign again that failed to go on as often as it is tried. */
async function retry({ client, shopId, by, now }: CampaignChange, id: string) {
  const known = await lockCampaign(client, shopId, id);
  if (!known) return { outcome: 'too_late' } as const;
  const key = campaignAdvanceKey(id, known.revision);
  if (!(await reviseFailedEffect(client, shopId, key, null, now)))
    return { outcome: 'too_late' } as const;
  await enqueueJobs(client, shopId, ['campaigns']);
  await noteCampaign(client, shopId, { by, action: 'retried', campaign: known, after: null }, now);
  return { outcome: 'retried' } as const;
}

async function remove({ client, shopId, by, now }: CampaignChange, id: string) {
  const known = await lockCampaign(client, shopId, id);
  if (!known || !isEditable(known.state) || !(await deleteCampaign(client, shopId, id)))
    return { outcome: 'too_late' } as const;
  await noteCampaign(client, shopId, { by, action: 'deleted', campaign: known, after: null }, now);
  return { outcome: 'deleted', id, content: known.content } as const;
}

async function copy(
  change: CampaignChange,
  { id, copy: copyId }: { id: string; copy: string },
): Promise<CampaignOutcome> {
  const known = await loadCampaign(change.client, change.shopId, id);
  if (!known) return { outcome: 'too_late' };
  // Half a character, which cannot be read from the database again, is left out.
  const name = `${known.content.name.slice(0, 110).replace(/\p{Surrogate}$/u, '')} (copy)`;
  const created = await create(change, copyId, { ...known.content, name });
  return created.outcome === 'saved' ? { outcome: 'copied', id: copyId } : created;
}

async function sendTest(
  { client, shopId, by, now }: CampaignChange,
  { id, test }: { id: string; test: string },
  found: readonly CampaignFault[],
): Promise<CampaignOutcome> {
  const known = await loadCampaign(client, shopId, id);
  if (!known) return { outcome: 'too_late' };
  const unreadable = unreadableFaults(known);
  if (unreadable.length > 0) return { outcome: 'invalid', faults: unreadable };
  const { email } = known.content;
  if (email.kind === 'own' && (email.subject === '' || email.text === ''))
    return { outcome: 'invalid', faults: [{ field: 'email', message: 'Write the email first.' }] };
  const emails = await campaignEmails(client, shopId);
  if (email.kind === 'template' && !emails.some(({ key }) => key === email.key))
    return { outcome: 'invalid', faults: [EMAIL_GONE] };
  if (found.length > 0) return { outcome: 'invalid', faults: [...found] };
  if ((await findStaffEmail(client, shopId, by)) === null) return { outcome: 'no_address' };
  const effect = { kind: 'test_email' as const, payload: { campaignId: id, staffId: by } };
  const times = { createdAt: now, dueAt: now };
  await addEffects(client, shopId, [{ key: `campaign-test:${test}`, ...effect, ...times }]);
  await enqueueJob(client, shopId, 'deliver');
  await noteCampaign(client, shopId, { by, action: 'tested', campaign: known, after: null }, now);
  return { outcome: 'test_sent' };
}

/** Has the campaign brought on at a moment; the key is of the change, so that each has its own. */
async function advanceAt(
  client: ShopClient,
  shopId: string,
  { id, revision }: Campaign,
  dueAt: number,
  now: number,
): Promise<void> {
  const key = campaignAdvanceKey(id, revision + 1);
  const effect = { key, kind: 'advance_campaign' as const, payload: { campaignId: id } };
  await addEffects(client, shopId, [{ ...effect, createdAt: now, dueAt }]);
  // The job notes when the next is due, if this one is not yet.
  await enqueueJobs(client, shopId, ['campaigns']);
}
