import { DEFINITION_KINDS } from '#app/definitions/definition-kind.ts';
import { liveVersions, readVersions } from '#app/definitions/read-versions.server.ts';
import type { DefinitionRow } from '#app/definitions/store/definition-rows.ts';
import { listDrafts } from '#app/definitions/store/drafts.server.ts';
import { loadAllDefinitions, namesOf } from '#app/gallery/load-names.server.ts';
import { galleryKindOf } from '#app/gallery/registry.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { loadScoreModel } from '#app/scoring/store/score-models.server.ts';
import { READY_SEGMENTS } from '#app/segments/ready/ready-segments.ts';
import { loadSegments } from '#app/segments/store/load-segments.server.ts';
import { usedShopifySegments } from '#app/segments/store/shopify-segments.server.ts';
import type { StoredSegment } from '#app/segments/stored-segment.ts';
import { transferId } from './file-definition.ts';
import { SCORE_MODEL_KEY, SCORE_MODEL_NAME, scoreModelContent } from './kinds/score-model.ts';
import { transferKindOf } from './registry.ts';
import type { CurrentDefinition, TransferState } from './transfer-state.ts';

/** Everything of a shop that files hold, each with its content read. What cannot be read any more is there without content. */
export async function loadTransferState(
  client: ShopClient,
  shopId: string,
): Promise<TransferState> {
  const rows = await loadAllDefinitions(client, shopId);
  const current = [
    ...(await definitionsOf(client, shopId, rows)),
    ...segmentsIn(await loadSegments(client, shopId)),
    scoreModelOf(await loadScoreModel(client, shopId)),
  ];
  const foreign = await usedShopifySegments(client, shopId);
  return {
    current: new Map(current.map((one) => [transferId(one), one])),
    names: namesOf(rows),
    shopifySegments: new Set(foreign.flatMap((one) => (one.problem === 'gone' ? [] : [one.key]))),
  };
}

async function definitionsOf(
  client: ShopClient,
  shopId: string,
  rows: readonly DefinitionRow[],
): Promise<CurrentDefinition[]> {
  const drafts = new Map((await listDrafts(client, shopId)).map((one) => [transferId(one), one]));
  const found: CurrentDefinition[] = [];
  for (const kind of DEFINITION_KINDS) {
    const { record } = galleryKindOf(kind);
    const ofKind = rows.filter((row) => row.kind === kind);
    const versions = await readVersions(client, shopId, record, liveVersions(ofKind));
    const contents = new Map(versions.map(({ key, content }) => [key, content]));
    for (const row of ofKind) {
      const draft = drafts.get(transferId(row));
      const read = draft && record.schema.safeParse(draft.content);
      found.push({
        kind,
        key: row.key,
        name: row.name ?? read?.data?.name ?? row.key,
        live: contents.get(row.key) ?? null,
        draft: read?.data ?? null,
        revision: draft?.revision ?? 0,
        version: row.liveVersion,
        isArchived: row.archivedAt !== null,
        isUnused: row.isUnused,
        isShipped: row.copiedVersion !== null,
      });
    }
  }
  return found;
}

function segmentsIn(stored: ReadonlyMap<string, StoredSegment>): CurrentDefinition[] {
  const ready = READY_SEGMENTS.filter(({ key }) => !stored.has(key)).map((segment) => ({
    ...segment,
    archivedAt: null,
    isShipped: true,
  }));
  const own = [...stored.values()].map((segment) => ({ ...segment, isShipped: false }));
  return [...ready, ...own].map(
    ({ key, name, purpose, stage, predicate, version, archivedAt, isShipped }) => ({
      kind: 'segment',
      key,
      name,
      live: contentOrNull('segment', { name, purpose, stage, predicate }),
      draft: null,
      revision: 0,
      version,
      isArchived: archivedAt !== null,
      isUnused: false,
      isShipped,
    }),
  );
}

function scoreModelOf({
  version,
  model,
}: Awaited<ReturnType<typeof loadScoreModel>>): CurrentDefinition {
  return {
    kind: 'score_model',
    key: SCORE_MODEL_KEY,
    name: SCORE_MODEL_NAME,
    live: contentOrNull('score_model', scoreModelContent(model)),
    draft: null,
    revision: 0,
    version,
    isArchived: false,
    isUnused: false,
    isShipped: version === 1,
  };
}

function contentOrNull(kind: 'segment' | 'score_model', content: object): object | null {
  const read = transferKindOf(kind).read(content);
  return read.outcome === 'read' ? read.content : null;
}
