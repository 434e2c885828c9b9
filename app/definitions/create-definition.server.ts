import { claimShop } from '#app/platform/claim-shop.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { DefinitionKindRecord } from './definition-kind.ts';
import type { CreateOutcome } from './definition-outcome.ts';
import { keyForName } from './key-for-name.ts';
import { saveDraft } from './save-draft.server.ts';
import { listDefinitions } from './store/definitions.server.ts';

/**
 * Makes a new definition with a draft and no version, under a key made from its name.
 * @param by the member of staff
 * @param now epoch milliseconds
 */
export async function createDefinition<Content extends { name: string }>(
  client: ShopClient,
  shopId: string,
  record: DefinitionKindRecord<Content>,
  content: Content,
  by: string,
  now: number,
): Promise<CreateOutcome> {
  // Of one shop one is made at a time: two of the same name get two keys.
  await claimShop(client, shopId);
  const rows = await listDefinitions(client, shopId, record.kind);
  const key = keyForName(content.name, new Set(rows.map((row) => row.key)));
  const saved = await saveDraft(
    client,
    shopId,
    record,
    key,
    { content, revision: 0, base: null },
    by,
    now,
  );
  if (saved.outcome === 'saved') return { outcome: 'created', key, name: content.name };
  if (saved.outcome !== 'conflict') return saved;
  throw new Error(
    `${record.kind} ${key} of shop ${shopId} was made meanwhile, in spite of the claim.`,
  );
}
