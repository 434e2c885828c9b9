import { describe, expect, test } from 'vitest';
import { archiveDefinition } from '#app/definitions/archive-definition.server.ts';
import { publishDraft } from '#app/definitions/publish-draft.server.ts';
import { saveDraft, type SentDraft } from '#app/definitions/save-draft.server.ts';
import { contentOf } from '#app/journeys/definitions/journey-content.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import { loadJourneyPolicy } from '#app/journeys/definitions/load-journeys.server.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { orderThanks } from '#app/messages/templates/after-order.ts';
import { inShop } from '#app/platform/db.server.ts';
import { CHANGED_AT, definitionOf, publishContent } from '#tests/definitions/definition-shop.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { changeDefinition } from './change-definition.server.ts';
import { DefinitionIntent } from './definition-intent.ts';
import { loadAllDefinitions, namesOf } from './load-names.server.ts';

const db = await testDatabase();
const KEY = abandonedCart.key;
const calmer = { ...contentOf(abandonedCart), name: 'Calmer carts' };

async function newShop(): Promise<string> {
  const { id } = await installedShop(db.pool);
  await inShop(db.pool, id, (client) => loadAllDefinitions(client, id));
  return id;
}

async function save(shopId: string, sent: SentDraft, by = 'ann', key = KEY) {
  return await inShop(db.pool, shopId, (client) =>
    saveDraft(client, shopId, journeyKind, key, sent, by, CHANGED_AT),
  );
}

async function publish(shopId: string, revision: number, base: number | null, key = KEY) {
  return await inShop(db.pool, shopId, async (client) => {
    const names = namesOf(await loadAllDefinitions(client, shopId));
    const draft = { revision, base };
    return await publishDraft(client, shopId, journeyKind, key, draft, names, 'ann', CHANGED_AT);
  });
}

async function policyVersion(shopId: string): Promise<number> {
  const { rows } = await db.owner.query<{ version: number }>(
    'select policy_version as version from shop where id = $1',
    [shopId],
  );
  return rows[0]?.version ?? 0;
}

async function audited(shopId: string): Promise<string[]> {
  const { rows } = await db.owner.query<{ action: string }>(
    'select action from audit where shop_id = $1 order by at, action',
    [shopId],
  );
  return rows.map(({ action }) => action);
}

describe('a draft', () => {
  test('is saved apart from what runs, and refused to one who read an older one', async () => {
    const shopId = await newShop();
    expect(await save(shopId, { content: calmer, revision: 0, base: 2 })).toEqual({
      outcome: 'saved',
      revision: 1,
    });
    const other = { ...calmer, name: 'Other carts' };
    expect(await save(shopId, { content: other, revision: 0, base: 2 }, 'bob')).toMatchObject({
      outcome: 'conflict',
      newer: { revision: 1, author: 'ann', content: { name: 'Calmer carts' } },
    });
    expect(await save(shopId, { content: other, revision: 1, base: 2 }, 'bob')).toEqual({
      outcome: 'saved',
      revision: 2,
    });
    expect((await definitionOf(db.pool, shopId, 'journey', KEY))?.liveVersion).toBe(2);
    expect(await audited(shopId)).toEqual(['journey.draft_saved', 'journey.draft_saved']);
  });

  test('that is no journey is refused with where it is wrong, and so is a key that is none', async () => {
    const shopId = await newShop();
    expect(await save(shopId, { content: { name: 1 }, revision: 0, base: 2 })).toMatchObject({
      outcome: 'unreadable',
      message: expect.stringContaining('trigger') as string,
    });
    const sent = { content: calmer, revision: 0, base: null };
    expect((await save(shopId, sent, 'ann', '../etc')).outcome).toBe('unreadable');
  });

  test('of a new journey starts no run before it is published', async () => {
    const shopId = await newShop();
    await save(shopId, { content: calmer, revision: 0, base: null }, 'ann', 'my-own');
    const keys = async () => {
      const policy = await inShop(db.pool, shopId, (client) => loadJourneyPolicy(client, shopId));
      return policy.journeys.map(({ key }) => key);
    };
    expect(await keys()).not.toContain('my-own');
    expect(await publish(shopId, 1, null, 'my-own')).toEqual({ outcome: 'published', version: 1 });
    expect(await keys()).toContain('my-own');
  });
});

describe('publishing', () => {
  test('makes the next version live for every worker, in this shop alone', async () => {
    const [shopId, otherId] = [await newShop(), await newShop()];
    const [before, otherBefore] = [await policyVersion(shopId), await policyVersion(otherId)];
    await save(shopId, { content: calmer, revision: 0, base: 2 });
    expect(await publish(shopId, 1, 2)).toEqual({ outcome: 'published', version: 3 });
    expect(await definitionOf(db.pool, shopId, 'journey', KEY)).toMatchObject({
      liveVersion: 3,
      name: 'Calmer carts',
      copiedVersion: null,
      galleryVersion: 2,
    });
    expect(await policyVersion(shopId)).not.toBe(before);
    expect(await policyVersion(otherId)).toBe(otherBefore);
    expect((await definitionOf(db.pool, otherId, 'journey', KEY))?.liveVersion).toBe(2);
    expect(await audited(shopId)).toEqual(['journey.draft_saved', 'journey.published']);
  });

  test('of a journey with problems is refused with the steps to change', async () => {
    const shopId = await newShop();
    const broken = { ...calmer, first: 'gone' };
    await save(shopId, { content: broken, revision: 0, base: 2 });
    expect(await publish(shopId, 1, 2)).toEqual({
      outcome: 'invalid',
      problems: [{ stepId: null, message: 'The first step does not exist. Choose it again.' }],
    });
    expect((await definitionOf(db.pool, shopId, 'journey', KEY))?.liveVersion).toBe(2);
  });

  test('is refused when the draft or the live version is another by now', async () => {
    const shopId = await newShop();
    expect(await publish(shopId, 1, 2)).toEqual({ outcome: 'not_found' });
    await save(shopId, { content: calmer, revision: 0, base: 2 });
    expect(await publish(shopId, 2, 2)).toEqual({ outcome: 'conflict' });
    expect(await publish(shopId, 1, 1)).toEqual({ outcome: 'conflict' });
    await publish(shopId, 1, 2);
    expect(await save(shopId, { content: calmer, revision: 0, base: 2 })).toEqual({
      outcome: 'conflict',
      newer: null,
    });
  });

  test('of what is live already writes no version', async () => {
    const shopId = await newShop();
    const same = JSON.parse(JSON.stringify(contentOf(abandonedCart))) as object;
    expect(await publishContent(db.pool, shopId, 'journey', KEY, same)).toEqual({
      outcome: 'unchanged',
    });
  });

  test('of an archived journey is refused', async () => {
    const shopId = await newShop();
    await save(shopId, { content: calmer, revision: 0, base: 2 });
    await inShop(db.pool, shopId, (client) =>
      archiveDefinition(client, shopId, journeyKind, KEY, [], 'ann', CHANGED_AT),
    );
    expect(await publish(shopId, 1, 2)).toEqual({ outcome: 'is_archived' });
  });
});

test('a published version cannot be changed or removed, by the app or by the owner of the table', async () => {
  const shopId = await newShop();
  for (const statement of [
    `update definition_version set name = 'x' where shop_id = $1`,
    'delete from definition_version where shop_id = $1',
  ])
    await expect(
      inShop(db.pool, shopId, (client) => client.query(statement, [shopId])),
    ).rejects.toMatchObject({ code: '42501' });
  await expect(
    db.owner.query(`update definition_version set name = 'x' where shop_id = $1`, [shopId]),
  ).rejects.toThrow('is published and cannot change');
  await db.owner.query('delete from shop where id = $1', [shopId]);
  const { rows } = await db.owner.query('select from definition_version where shop_id = $1', [
    shopId,
  ]);
  expect(rows).toEqual([]);
});

describe('archiving', () => {
  const ask = (
    shopId: string,
    intent: 'archive' | 'restore',
    kind: 'journey' | 'email',
    key: string,
  ) => changeDefinition(db.pool, shopId, { intent, kind, key }, 'ann', CHANGED_AT);

  test('a journey ends its runs for none, starts no more, and can be undone', async () => {
    const shopId = await newShop();
    const before = await policyVersion(shopId);
    expect(await ask(shopId, 'archive', 'journey', KEY)).toEqual({
      outcome: 'archived',
      kind: 'journey',
      key: KEY,
    });
    expect(await ask(shopId, 'archive', 'journey', KEY)).toEqual({ outcome: 'not_found' });
    const archived = await policyVersion(shopId);
    expect(archived).not.toBe(before);
    const policy = await inShop(db.pool, shopId, (client) => loadJourneyPolicy(client, shopId));
    expect(policy.journeys.map(({ key }) => key)).not.toContain(KEY);
    expect(policy.earlierJourneys.map(({ key }) => key)).toContain(KEY);
    expect(await ask(shopId, 'restore', 'journey', KEY)).toEqual({ outcome: 'restored' });
    expect(await policyVersion(shopId)).not.toBe(archived);
    expect(await audited(shopId)).toEqual(['journey.archived', 'journey.restored']);
  });

  test('an email is refused while a journey or the app needs it, and a journey that needs an archived one stays', async () => {
    const shopId = await newShop();
    expect(await ask(shopId, 'archive', 'email', 'basket-reminder-1')).toEqual({
      outcome: 'used',
      by: ['Abandoned cart'],
    });
    expect(await ask(shopId, 'archive', 'email', 'application-verify')).toEqual({
      outcome: 'used',
      by: ['Wholesale applications'],
    });
    await ask(shopId, 'archive', 'journey', KEY);
    expect((await ask(shopId, 'archive', 'email', 'basket-reminder-1')).outcome).toBe('archived');
    expect(await ask(shopId, 'restore', 'journey', KEY)).toMatchObject({
      outcome: 'invalid',
      problems: [{ stepId: 'mail-1' }],
    });
  });

  test('what belongs to another shop is untouched', async () => {
    const [shopId, otherId] = [await newShop(), await newShop()];
    await publishContent(db.pool, otherId, 'journey', 'theirs', calmer);
    expect(await ask(shopId, 'archive', 'journey', 'theirs')).toEqual({ outcome: 'not_found' });
    expect((await definitionOf(db.pool, otherId, 'journey', 'theirs'))?.archivedAt).toBeNull();
  });
});

describe('an email', () => {
  const { key: _key, ...thanks } = orderThanks;
  const send = (shopId: string, intent: DefinitionIntent) =>
    changeDefinition(db.pool, shopId, intent, 'ann', CHANGED_AT);
  const target = { kind: 'email', key: orderThanks.key } as const;

  test('is saved and published as a page sends it, unless its markup is broken', async () => {
    const shopId = await newShop();
    const broken = { ...thanks, body: '<mj-nonsense />' };
    const save = (content: object, revision: number) =>
      send(shopId, { intent: 'save_draft', ...target, content, revision, base: 1 });
    expect(await save(broken, 0)).toEqual({ outcome: 'saved', revision: 1 });
    const publish = (revision: number) =>
      send(shopId, { intent: 'publish', ...target, revision, base: 1 });
    expect(await publish(1)).toMatchObject({
      outcome: 'invalid',
      problems: [{ stepId: null, message: expect.stringContaining('mj-nonsense') as string }],
    });
    expect(await save({ ...thanks, subject: 'Thanks' }, 1)).toEqual({
      outcome: 'saved',
      revision: 2,
    });
    expect(await publish(2)).toEqual({ outcome: 'published', version: 2 });
  });

  test('that was never saved is not published', async () => {
    const shopId = await newShop();
    const intent = { intent: 'publish', ...target, revision: 1, base: 1 } as const;
    expect(await send(shopId, intent)).toEqual({ outcome: 'not_found' });
  });
});

test.each([
  [{ content: '{', revision: '0', base: '' }, false],
  [{ content: '{}', revision: '-1', base: '' }, false],
  [{ content: '{}', revision: '0', base: 'x' }, false],
  [{ content: `"${'x'.repeat(250_000)}"`, revision: '0', base: '1' }, false],
  [{ content: '{}', revision: '0', base: '' }, true],
])('a draft is read from a form or refused, case %#', (form, isRead) => {
  const sent = { intent: 'save_draft', kind: 'journey', key: KEY, ...form };
  expect(DefinitionIntent.safeParse(sent).success).toBe(isRead);
});
