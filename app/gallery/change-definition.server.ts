import type pg from 'pg';
import {
  archiveDefinition,
  restoreDefinition,
} from '#app/definitions/archive-definition.server.ts';
import { pauseDefinition } from '#app/definitions/pause-definition.server.ts';
import type { DefinitionProblem } from '#app/definitions/definition-kind.ts';
import { discardDraft } from '#app/definitions/discard-draft.server.ts';
import type {
  DiscardOutcome,
  DraftOutcome,
  PublishOutcome,
  StateOutcome,
  UpdateOutcome,
} from '#app/definitions/definition-outcome.ts';
import { publishDraft } from '#app/definitions/publish-draft.server.ts';
import { saveDraft } from '#app/definitions/save-draft.server.ts';
import type { DefinitionRow } from '#app/definitions/store/definition-rows.ts';
import type { Renderer } from '#app/messages/render/renderer.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import type { DefinitionIntent } from './definition-intent.ts';
import { findUsers } from './find-users.server.ts';
import { followJourneyChange } from './follow-journey-change.server.ts';
import { loadAllDefinitions, namesOf } from './load-names.server.ts';
import { loadJourneyReferences, loadOfferReferences } from './load-references.server.ts';
import { markupProblems, readEmailDraft } from './markup-problems.server.ts';
import { galleryKindOf, type GalleryKind } from './registry.ts';
import { declineUpdate, offerAgain, takeUpdate } from './update.server.ts';

/** What came of anything that a page asked to be done to a definition. */
export type DefinitionOutcome =
  DraftOutcome | DiscardOutcome | PublishOutcome | StateOutcome | UpdateOutcome;

/**
 * Does to a definition of a shop what a page asks for, in one transaction. Of one shop one is done at a time: what refers
 * to what is read after the claim.
 * @param renderer looks into the markup of emails
 * @param by the member of staff
 * @param now epoch milliseconds
 */
export async function changeDefinition(
  pool: pg.Pool,
  renderer: Pick<Renderer, 'check'>,
  shopId: string,
  intent: DefinitionIntent,
  by: string,
  now: number,
): Promise<DefinitionOutcome> {
  const { kind, key } = intent;
  const draft =
    intent.intent === 'publish' && kind === 'email'
      ? await inShop(pool, shopId, (client) => readEmailDraft(client, shopId, key))
      : null;
  const found = draft ? await markupProblems(renderer, draft) : [];
  return await inShop(pool, shopId, async (client) => {
    await claimShop(client, shopId);
    const outcome = await changeInShop(client, shopId, intent, found, by, now);
    if (kind === 'journey') await followJourneyChange(client, shopId, key, outcome);
    return outcome;
  });
}

async function changeInShop(
  client: ShopClient,
  shopId: string,
  intent: DefinitionIntent,
  found: readonly DefinitionProblem[],
  by: string,
  now: number,
): Promise<DefinitionOutcome> {
  const { key } = intent;
  const rows = await loadAllDefinitions(client, shopId);
  const names = namesOf(rows);
  const gallery = await checkedKind(client, shopId, rows, intent, now);
  const { record } = gallery;
  switch (intent.intent) {
    case 'save_draft':
      return await saveDraft(client, shopId, record, key, intent, by, now);
    case 'discard_draft':
      return await discardDraft(client, shopId, record, key, intent.revision, by, now);
    case 'publish': {
      const checked = { ...intent, found };
      return await publishDraft(client, shopId, record, key, checked, names, by, now);
    }
    case 'archive': {
      const users = await findUsers(client, shopId, rows, intent);
      return await archiveDefinition(client, shopId, record, key, users, by, now);
    }
    case 'restore':
      return await restoreDefinition(client, shopId, record, key, names, by, now);
    case 'pause':
    case 'resume': {
      const isPaused = intent.intent === 'pause';
      return await pauseDefinition(client, shopId, record, key, isPaused, by, now);
    }
    case 'use_update':
      return await takeUpdate(client, shopId, intent, names, by, now, gallery);
    case 'keep_version':
      return await declineUpdate(client, shopId, intent, by, now);
    case 'offer_again':
      return await offerAgain(client, shopId, intent, by, now);
  }
}

/** The kind of a definition, whose problems include what the shop does not have of all that predicates refer to. */
async function checkedKind(
  client: ShopClient,
  shopId: string,
  rows: readonly DefinitionRow[],
  { intent, kind, key }: DefinitionIntent,
  now: number,
): Promise<GalleryKind<{ name: string }>> {
  const gallery = galleryKindOf(kind);
  const isChecked = intent === 'publish' || intent === 'restore' || intent === 'use_update';
  if ((kind !== 'journey' && kind !== 'offer') || !isChecked) return gallery;
  const loaded =
    kind === 'journey'
      ? await loadJourneyReferences(client, shopId, rows, key)
      : await loadOfferReferences(client, shopId, rows, key, now);
  // One click puts a journey of the gallery into use: beside another for the same carts it would write twice.
  const known = intent === 'restore' ? { ...loaded, refusesSameCarts: true as const } : loaded;
  const { record, items } = gallery;
  const problems: typeof record.problems = (content, names) =>
    record.problems(content, names, known);
  return { record: { ...record, problems }, items };
}
