import { describe, expect, test } from 'vitest';
import { templateNamed } from '#app/messages/templates.ts';
import { archiveDefinition } from '#app/definitions/archive-definition.server.ts';
import { lockForChange, makeLive, publishDraft } from '#app/definitions/publish-draft.server.ts';
import { contentOf } from '#app/journeys/definitions/journey-content.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import { loadJourneyPolicy } from '#app/journeys/definitions/load-journeys.server.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { postPurchase } from '#app/journeys/gallery/post-purchase.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import {
  auditedActions,
  calmerCarts,
  CHANGED_AT,
  definitionOf,
  definitionShop,
  draftSaver,
  policyVersionOf,
  publishContent,
} from '#tests/definitions/definition-shop.ts';
import { markupEmail } from '#tests/definitions/markup-email.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { changeDefinition } from './change-definition.server.ts';
import { DefinitionIntent } from './definition-intent.ts';
import { loadAllDefinitions, namesOf } from './load-names.server.ts';

const { key: EMAIL, ...orderThanks } = templateNamed('order-thanks');
const thanks = markupEmail(orderThanks);

const db = await testDatabase();
const markup = createRenderer();
const KEY = abandonedCart.key;
/** Its last reminder could make an offer. */
const NO_OFFER: unknown = expect.objectContaining({ stepId: 'offer', severity: 'warning' });

const save = draftSaver(db.pool, KEY);

async function publish(shopId: string, revision: number, base: number | null, key = KEY) {
  return await inShop(db.pool, shopId, async (client) => {
    const names = namesOf(await loadAllDefinitions(client, shopId));
    const draft = { revision, base };
    return await publishDraft(client, shopId, journeyKind, key, draft, names, 'ann', CHANGED_AT);
  });
}

describe('a draft', () => {
  test('is saved apart from what runs, and refused to one who read an older one', async () => {
    const shopId = await definitionShop(db.pool);
    expect(await save(shopId, { content: calmerCarts, revision: 0, base: 3 })).toEqual({
      outcome: 'saved',
      revision: 1,
    });
    const other = { ...calmerCarts, name: 'Other carts' };
    expect(await save(shopId, { content: other, revision: 0, base: 3 }, 'bob')).toMatchObject({
      outcome: 'conflict',
      newer: { revision: 1, author: 'ann', content: { name: 'Calmer carts' } },
    });
    expect(await save(shopId, { content: other, revision: 1, base: 3 }, 'bob')).toEqual({
      outcome: 'saved',
      revision: 2,
    });
    expect((await definitionOf(db.pool, shopId, 'journey', KEY))?.liveVersion).toBe(3);
    expect(await auditedActions(db.owner, shopId)).toEqual([
      'journey.draft_saved',
      'journey.draft_saved',
    ]);
  });

  test('that is no journey is refused with where it is wrong, and so is a key that is none', async () => {
    const shopId = await definitionShop(db.pool);
    expect(await save(shopId, { content: { name: 1 }, revision: 0, base: 3 })).toMatchObject({
      outcome: 'unreadable',
      message: expect.stringContaining('trigger') as string,
    });
    const sent = { content: calmerCarts, revision: 0, base: null };
    expect((await save(shopId, sent, 'ann', '../etc')).outcome).toBe('unreadable');
  });

  test('of a new journey starts no run before it is published', async () => {
    const shopId = await definitionShop(db.pool);
    await save(shopId, { content: calmerCarts, revision: 0, base: null }, 'ann', 'my-own');
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
    const [shopId, otherId] = [await definitionShop(db.pool), await definitionShop(db.pool)];
    const [before, otherBefore] = [
      await policyVersionOf(db.owner, shopId),
      await policyVersionOf(db.owner, otherId),
    ];
    await save(shopId, { content: calmerCarts, revision: 0, base: 3 });
    expect(await publish(shopId, 1, 3)).toEqual({ outcome: 'published', version: 4 });
    expect(await definitionOf(db.pool, shopId, 'journey', KEY)).toMatchObject({
      liveVersion: 4,
      name: 'Calmer carts',
      copiedVersion: null,
      galleryVersion: 3,
    });
    expect(await policyVersionOf(db.owner, shopId)).not.toBe(before);
    expect(await policyVersionOf(db.owner, otherId)).toBe(otherBefore);
    expect((await definitionOf(db.pool, otherId, 'journey', KEY))?.liveVersion).toBe(3);
    expect(await auditedActions(db.owner, shopId)).toEqual([
      'journey.draft_saved',
      'journey.published',
    ]);
  });

  test('of a journey with problems is refused with the steps to change', async () => {
    const shopId = await definitionShop(db.pool);
    const broken = { ...calmerCarts, first: 'gone' };
    await save(shopId, { content: broken, revision: 0, base: 3 });
    expect(await publish(shopId, 1, 3)).toEqual({
      outcome: 'invalid',
      problems: [
        { stepId: null, message: 'The first step does not exist. Choose it again.' },
        NO_OFFER,
      ],
    });
    expect((await definitionOf(db.pool, shopId, 'journey', KEY))?.liveVersion).toBe(3);
  });

  test('of an email with warnings goes on, and a journey that sends one which sells to all buyers is refused', async () => {
    const shopId = await definitionShop(db.pool);
    const button = '<mj-section><mj-column><mj-button>Buy</mj-button></mj-column></mj-section>';
    const sells = { ...thanks, purpose: 'offer', body: thanks.body + button + button };
    const change = (intent: DefinitionIntent) =>
      changeDefinition(db.pool, markup, shopId, intent, 'ann', CHANGED_AT);
    const email = { kind: 'email', key: EMAIL } as const;
    await change({ intent: 'save_draft', ...email, content: sells, revision: 0, base: 3 });
    expect(await change({ intent: 'publish', ...email, revision: 1, base: 3 })).toEqual({
      outcome: 'published',
      version: 4,
    });
    const journey = { kind: 'journey', key: postPurchase.key } as const;
    const content = { ...contentOf(postPurchase), name: 'Thanks that sell' };
    await change({ intent: 'save_draft', ...journey, content, revision: 0, base: 3 });
    expect(await change({ intent: 'publish', ...journey, revision: 1, base: 3 })).toEqual({
      outcome: 'invalid',
      problems: [
        {
          stepId: 'thanks',
          message: 'An email that makes an offer is marketing. Send it to subscribers only.',
        },
        {
          stepId: 'thanks',
          severity: 'warning',
          message: 'It has 2 buttons. Ask the reader to do one thing.',
        },
      ],
    });
  });

  test('is refused when the draft or the live version is another by now', async () => {
    const shopId = await definitionShop(db.pool);
    expect(await publish(shopId, 1, 3)).toEqual({ outcome: 'not_found' });
    await save(shopId, { content: calmerCarts, revision: 0, base: 3 });
    expect(await publish(shopId, 2, 3)).toEqual({ outcome: 'conflict' });
    expect(await publish(shopId, 1, 2)).toEqual({ outcome: 'conflict' });
    await publish(shopId, 1, 3);
    expect(await save(shopId, { content: calmerCarts, revision: 0, base: 3 })).toEqual({
      outcome: 'conflict',
      newer: null,
    });
  });

  test('of a draft that was begun before the live version is refused until it is saved again', async () => {
    const shopId = await definitionShop(db.pool);
    await save(shopId, { content: calmerCarts, revision: 0, base: 3 });
    const newer = { ...contentOf(abandonedCart), name: 'Taken from the gallery' };
    await inShop(db.pool, shopId, async (client) => {
      const known = await lockForChange(client, shopId, journeyKind, KEY);
      if (!known) throw new Error('The journey is gone.');
      const change = { content: newer, galleryVersion: 4, by: 'bob', action: 'updated' };
      await makeLive(client, shopId, journeyKind, known, change, CHANGED_AT);
    });
    expect(await publish(shopId, 1, 4)).toEqual({ outcome: 'conflict' });
    expect(await save(shopId, { content: calmerCarts, revision: 1, base: 4 })).toMatchObject({
      outcome: 'saved',
    });
    expect(await publish(shopId, 2, 4)).toEqual({ outcome: 'published', version: 5 });
  });

  test('of a journey that asks about a segment which the shop does not have is refused', async () => {
    const shopId = await definitionShop(db.pool);
    const asking = (segment: string) => ({ ...calmerCarts, entry: { segment, is: 'in' } });
    const publishAs = (revision: number) =>
      changeDefinition(
        db.pool,
        markup,
        shopId,
        { intent: 'publish', kind: 'journey', key: KEY, revision, base: 3 },
        'ann',
        CHANGED_AT,
      );
    await save(shopId, { content: asking('no_such_segment'), revision: 0, base: 3 });
    expect(await publishAs(1)).toEqual({
      outcome: 'invalid',
      problems: [
        NO_OFFER,
        {
          stepId: null,
          message: 'Condition to enter: This segment was deleted. Choose another.',
        },
      ],
    });
    await save(shopId, { content: asking('cart_starter'), revision: 1, base: 3 });
    expect(await publishAs(2)).toEqual({ outcome: 'published', version: 4 });
  });

  test('of what is live already writes no version', async () => {
    const shopId = await definitionShop(db.pool);
    const same = JSON.parse(JSON.stringify(contentOf(abandonedCart))) as object;
    expect(await publishContent(db.pool, shopId, 'journey', KEY, same)).toEqual({
      outcome: 'unchanged',
    });
  });

  test('of an archived journey is refused', async () => {
    const shopId = await definitionShop(db.pool);
    await save(shopId, { content: calmerCarts, revision: 0, base: 3 });
    await inShop(db.pool, shopId, (client) =>
      archiveDefinition(client, shopId, journeyKind, KEY, [], 'ann', CHANGED_AT),
    );
    expect(await publish(shopId, 1, 3)).toEqual({ outcome: 'is_archived' });
  });
});

test('a published version cannot be changed or removed, by the app or by the owner of the table', async () => {
  const shopId = await definitionShop(db.pool);
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

describe('an email', () => {
  const send = (shopId: string, intent: DefinitionIntent) =>
    changeDefinition(db.pool, markup, shopId, intent, 'ann', CHANGED_AT);
  const target = { kind: 'email', key: EMAIL } as const;

  test('is saved and published as a page sends it, unless its markup is broken', async () => {
    const shopId = await definitionShop(db.pool);
    const broken = { ...thanks, body: '<mj-nonsense />' };
    const save = (content: object, revision: number) =>
      send(shopId, { intent: 'save_draft', ...target, content, revision, base: 3 });
    expect(await save(broken, 0)).toEqual({ outcome: 'saved', revision: 1 });
    const publish = (revision: number) =>
      send(shopId, { intent: 'publish', ...target, revision, base: 3 });
    expect(await publish(1)).toMatchObject({
      outcome: 'invalid',
      problems: [{ stepId: null, message: expect.stringContaining('mj-nonsense') as string }],
    });
    expect(await save({ ...thanks, subject: 'Thanks' }, 1)).toEqual({
      outcome: 'saved',
      revision: 2,
    });
    expect(await publish(2)).toEqual({ outcome: 'published', version: 4 });
  });

  test('that was never saved is not published', async () => {
    const shopId = await definitionShop(db.pool);
    const intent = { intent: 'publish', ...target, revision: 1, base: 3 } as const;
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
