import type pg from 'pg';
import { saveDraft, type SentDraft } from '#app/definitions/save-draft.server.ts';
import { publishDraft } from '#app/definitions/publish-draft.server.ts';
import type { DefinitionKind } from '#app/definitions/definition-kind.ts';
import type { DraftOutcome, PublishOutcome } from '#app/definitions/definition-outcome.ts';
import type { DefinitionRow } from '#app/definitions/store/definition-rows.ts';
import { loadAllDefinitions, namesOf } from '#app/gallery/load-names.server.ts';
import { galleryKindOf } from '#app/gallery/registry.ts';
import { contentOf } from '#app/journeys/definitions/journey-content.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { inShop } from '#app/platform/db.server.ts';
import { installedShop } from '#tests/setup/shop.ts';

/** When the staff of these tests change something. */
export const CHANGED_AT = Date.UTC(2026, 10, 20, 12);

/** The journey of abandoned carts under another name. */
export const calmerCarts = { ...contentOf(abandonedCart), name: 'Calmer carts' };

/** A definition of a shop as it is now. */
export async function definitionOf(
  pool: pg.Pool,
  shopId: string,
  kind: DefinitionKind,
  key: string,
): Promise<DefinitionRow | undefined> {
  const rows = await inShop(pool, shopId, (client) => loadAllDefinitions(client, shopId));
  return rows.find((row) => row.kind === kind && row.key === key);
}

/** Saves a content as the draft of a definition and publishes it. */
export async function publishContent(
  pool: pg.Pool,
  shopId: string,
  kind: DefinitionKind,
  key: string,
  content: object,
): Promise<PublishOutcome> {
  const { record } = galleryKindOf(kind);
  return await inShop(pool, shopId, async (client) => {
    const rows = await loadAllDefinitions(client, shopId);
    const base = rows.find((row) => row.kind === kind && row.key === key)?.liveVersion ?? null;
    const sent = { content, revision: 0, base };
    const saved = await saveDraft(client, shopId, record, key, sent, 'ann', CHANGED_AT);
    if (saved.outcome !== 'saved') throw new Error(`The draft was not saved: ${saved.outcome}`);
    const draft = { revision: saved.revision, base };
    return await publishDraft(client, shopId, record, key, draft, namesOf(rows), 'ann', CHANGED_AT);
  });
}

/** Saves drafts of a journey, as a page does. */
export function draftSaver(pool: pg.Pool, usualKey: string) {
  return async (
    shopId: string,
    sent: SentDraft,
    by = 'ann',
    key = usualKey,
  ): Promise<DraftOutcome> =>
    await inShop(pool, shopId, (client) =>
      saveDraft(client, shopId, journeyKind, key, sent, by, CHANGED_AT),
    );
}

/** A shop with what ships with the app. @returns its id */
export async function definitionShop(pool: pg.Pool): Promise<string> {
  const { id } = await installedShop(pool);
  await inShop(pool, id, (client) => loadAllDefinitions(client, id));
  return id;
}

/** The version of the rules that a shop works by. */
export async function policyVersionOf(owner: pg.Pool, shopId: string): Promise<number> {
  const { rows } = await owner.query<{ version: number }>(
    'select policy_version as version from shop where id = $1',
    [shopId],
  );
  return rows[0]?.version ?? 0;
}

/** What the audit log says was done in a shop, in its order. */
export async function auditedActions(owner: pg.Pool, shopId: string): Promise<string[]> {
  const { rows } = await owner.query<{ action: string }>(
    'select action from audit where shop_id = $1 order by at, action',
    [shopId],
  );
  return rows.map(({ action }) => action);
}
