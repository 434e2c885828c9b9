import { recordAudit } from '#app/audit/record-audit.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { contentDigest } from './content-digest.server.ts';
import {
  isPublishable,
  type DefinitionKindRecord,
  type DefinitionNames,
  type DefinitionProblem,
} from './definition-kind.ts';
import type { PublishOutcome } from './definition-outcome.ts';
import { liveVersions, readVersions } from './read-versions.server.ts';
import type { DefinitionRow } from './store/definition-rows.ts';
import {
  lockDefinition,
  notePublished,
  setDefinitionArchived,
  setLiveVersion,
} from './store/definitions.server.ts';
import { deleteDraft, readDraft } from './store/drafts.server.ts';
import { insertVersion } from './store/versions.server.ts';

/** The draft that is published, as it was read. */
export type PublishedDraft = {
  revision: number;
  /** The live version that was read; null when there was none. */
  base: number | null;
  /** What was found wrong in this revision outside the transaction, such as markup that cannot be laid out. */
  found?: readonly DefinitionProblem[];
};

/**
 * Makes the draft of a definition its next version, and that the live one. Runs stay on the version that they entered.
 * @param names of what the draft may refer to
 * @param by the member of staff
 * @param now epoch milliseconds
 */
export async function publishDraft<Content extends { name: string }>(
  client: ShopClient,
  shopId: string,
  record: DefinitionKindRecord<Content>,
  key: string,
  { revision, base, found = [] }: PublishedDraft,
  names: DefinitionNames,
  by: string,
  now: number,
): Promise<PublishOutcome> {
  const { kind } = record;
  const known = await lockForChange(client, shopId, record, key);
  const draft = known && (await readDraft(client, shopId, kind, key));
  if (!draft) return { outcome: 'not_found' };
  if (known.archivedAt !== null && !known.isUnused) return { outcome: 'is_archived' };
  // A draft that was begun from an earlier version would undo what was published since.
  const isCurrent = known.liveVersion === base && draft.basedOnVersion === base;
  if (draft.revision !== revision || !isCurrent) return { outcome: 'conflict' };
  const read = record.schema.safeParse(draft.content);
  const problems = read.success
    ? [...found, ...record.problems(read.data, names)]
    : [{ stepId: null, message: 'This version of the app cannot read it. Write it again.' }];
  if (!read.success || !isPublishable(problems)) return { outcome: 'invalid', problems };
  if (await saysTheSame(client, shopId, record, known, read.data)) return { outcome: 'unchanged' };
  // Publishing is what takes one into use that was copied from the gallery and waits there.
  if (known.isUnused) await setDefinitionArchived(client, shopId, kind, key, null);
  const change = { content: read.data, galleryVersion: null, by, action: 'published' };
  const version = await makeLive(client, shopId, record, known, change, now);
  await deleteDraft(client, shopId, kind, key);
  return { outcome: 'published', version };
}

/** Whether a content says the same as the live version, whatever is not compared. */
async function saysTheSame<Content extends { name: string }>(
  client: ShopClient,
  shopId: string,
  record: DefinitionKindRecord<Content>,
  known: DefinitionRow,
  content: Content,
): Promise<boolean> {
  if (contentDigest(content) === known.digest) return true;
  if (!record.compared) return false;
  const [live] = await readVersions(client, shopId, record, liveVersions([known]));
  if (!live) return false;
  const [before, after] = [record.compared(live.content), record.compared(content)];
  return contentDigest(before) === contentDigest(after);
}

/**
 * A definition for a change of its state or live version. Where the engine decides by it, batches under way are waited
 * for: the runs that they start are then seen by who reads the policy next.
 */
export async function lockForChange<Content extends { name: string }>(
  client: ShopClient,
  shopId: string,
  { kind, isPolicy }: DefinitionKindRecord<Content>,
  key: string,
): Promise<DefinitionRow | undefined> {
  if (isPolicy) await claimShop(client, shopId);
  return await lockDefinition(client, shopId, kind, key);
}

type LiveChange<Content> = {
  content: Content;
  /** The version of the gallery that it is a copy of; null for what the shop wrote. */
  galleryVersion: number | null;
  by: string;
  action: string;
};

/** Writes the next version of a locked definition and makes it the live one. @returns its number */
export async function makeLive<Content extends { name: string }>(
  client: ShopClient,
  shopId: string,
  { kind, isPolicy }: DefinitionKindRecord<Content>,
  { key, liveVersion }: Pick<DefinitionRow, 'key' | 'liveVersion'>,
  { content, galleryVersion, by, action }: LiveChange<Content>,
  now: number,
): Promise<number> {
  const { name } = content;
  const digest = contentDigest(content);
  const written = { name, content, digest, galleryVersion, author: by };
  const version = await insertVersion(client, shopId, kind, key, written, now);
  await setLiveVersion(client, shopId, kind, key, version, galleryVersion);
  if (isPolicy) await notePublished(client, shopId);
  const before = liveVersion === null ? null : { version: liveVersion };
  const entry = { actor: by, action: `${kind}.${action}`, subject: `${kind}:${key}` };
  await recordAudit(client, shopId, { ...entry, before, after: { version, name } }, now);
  return version;
}
