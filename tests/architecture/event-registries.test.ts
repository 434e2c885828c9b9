import { afterAll, expect, test } from 'vitest';
import { plantedApp } from './planted-app.ts';

const { plant, printed, close } = await plantedApp();
afterAll(close);

test('a kind of event is its file and a line: it counts, changes the profile, is kept, shown and delivered', async () => {
  await plant(
    'app/events/kinds/wishlist-added.ts',
    `import { z } from 'zod';
     import { shopifyId } from '#app/events/payloads/payload-values.ts';
     import { defineEventKind, eventEntry } from './event-kind.ts';
     import { productTitleOf } from './product-title.ts';
     export const wishlistAddedEvent = defineEventKind({
       schema: z.object({ productId: shopifyId, note: z.string() }),
       origin: 'a list of favourites',
       isActivity: true,
       signal: () => 'product_viewed',
       effect: 'product_in_cart',
       stored: ({ note: _note, ...props }) => props,
       timeline: {
         group: 'visits',
         entry: (stored, words) =>
           eventEntry('visit', 'Remembered a product', productTitleOf(stored, words)),
       },
       counted: { channel: 'Storefront', words: { one: 'favourite', many: 'favourites' } },
       inJourneys: { action: 'remembers a product' },
       own: {},
     });`,
    'app/events/kinds/registry.ts',
    [
      [
        "import { visitorIdentifiedEvent } from './visitor-identified.ts';",
        "import { visitorIdentifiedEvent } from './visitor-identified.ts';\nimport { wishlistAddedEvent } from './wishlist-added.ts';",
      ],
      [
        "  'cart.viewed': cartViewedEvent,",
        "  'cart.viewed': cartViewedEvent,\n  'wishlist.added': wishlistAddedEvent,",
      ],
    ],
  );
  const seen = await printed(`
    import { readPayload } from '#app/events/inbox/read-delivery.ts';
    import { eventActionWords } from '#app/journeys/steps/event-words.ts';
    import { engagementFacts } from '#app/people/page/engagement-facts.ts';
    import { joinWords } from '#app/people/page/identity-origins.ts';
    import { timelineEntry } from '#app/people/page/timeline.ts';
    import { eventKindsOf } from '#app/people/page/timeline-events.ts';
    import { applyEvent } from '#app/profiles/apply-event.ts';
    import { keptProps } from '#app/profiles/kept-props.ts';
    import { newProfile } from '#app/profiles/profile.ts';
    const at = Date.UTC(2026, 9, 1);
    const body = { at, identifiers: [{ kind: 'customer', value: '1' }], productId: 7, note: 'blue' };
    const delivery = { topic: 'tendril/wishlist.added', triggeredAt: at, receivedAt: at };
    const { events: [event] } = readPayload(body, delivery);
    const profile = applyEvent(newProfile(at), event, { carts: new Map(), purchases: new Map() }, 'p');
    const { kind, productId, note } = event;
    const stored = keptProps(kind, { productId, note });
    const row = { key: 'k', at, source: 'event', what: kind, reason: null, props: stored };
    const words = { money: String, productTitle: () => 'Mug' };
    const { title, detail } = timelineEntry(row, words);
    const [counted] = engagementFacts(new Map([[kind, { count: 2, from: at, to: at }]]));
    console.log(JSON.stringify({
      kind, productId, stored, title, detail, counted: counted.value, lastSeenAt: profile.lastSeenAt === at,
      interests: profile.interests.map(([id, , how]) => [id, how]), signals: Object.keys(profile.signals),
      isInGroup: eventKindsOf('visits').includes(kind), action: eventActionWords(kind), joined: joinWords(kind),
    }));`);
  expect(seen).toEqual({
    kind: 'wishlist.added',
    productId: '7',
    stored: { productId: '7' },
    title: 'Remembered a product',
    detail: 'Mug',
    counted: '2 favourites',
    lastSeenAt: true,
    interests: [['7', 'carted']],
    signals: ['product_viewed'],
    isInGroup: true,
    action: 'remembers a product',
    joined: 'Linked by a list of favourites',
  });
});

test('a topic is its file and a line: its deliveries are read, refused, watched and named', async () => {
  await plant(
    'app/events/topics/gift-cards.ts',
    `import { z } from 'zod';
     import { idOf } from '#app/lib/ids.ts';
     import { moment, shopifyId } from '#app/events/payloads/payload-values.ts';
     import { defineTopicHandler, parsedEvents } from './topic-handler.ts';
     const giftCard = z.object({ customer_id: shopifyId, created_at: moment });
     export const giftCardTopics = {
       names: ['gift_cards/create'],
       handler: defineTopicHandler(giftCard, ({ customer_id: customerId, created_at: at }, { topic }) =>
         parsedEvents({
           kind: 'customer.changed', id: idOf('gift_card', customerId), at, topic,
           identifiers: [{ kind: 'customer', value: customerId }], traitsAt: at, traits: {},
         })),
       subscription: 'topic',
       origin: 'a gift card',
       shape: { object: 'GiftCard', lacks: ['line_items'] },
     };`,
    'app/events/topics/registry.ts',
    [
      [
        "import { ownTopics } from './own-events.ts';",
        "import { giftCardTopics } from './gift-cards.ts';\nimport { ownTopics } from './own-events.ts';",
      ],
      ['  refundTopic,', '  refundTopic,\n  giftCardTopics,'],
    ],
  );
  const seen = await printed(`
    import { readDelivery } from '#app/events/inbox/read-delivery.ts';
    import { isWatched, topicAdvice } from '#app/events/page/watched-topics.ts';
    import { topicOrigin } from '#app/people/page/identity-origins.ts';
    const topic = 'gift_cards/create';
    const body = { customer_id: 4, created_at: '2026-10-01T10:00:00Z' };
    const read = (sent) =>
      readDelivery({ topic, triggeredAt: null, receivedAt: 0, body: JSON.stringify(sent) });
    console.log(JSON.stringify({
      events: read(body).events.map(({ kind, identifiers }) => [kind, identifiers[0].value]),
      other: read({ ...body, line_items: [] }).reason, broken: read({ ...body, customer_id: 'x' }).reason,
      isWatched: isWatched(topic), advice: topicAdvice(topic).action, origin: topicOrigin(topic),
    }));`);
  expect(seen).toEqual({
    events: [['customer.changed', '4']],
    other: 'line_items: expected only in bodies of other topics',
    broken: 'customer_id: expected an id',
    isWatched: true,
    advice: 'compare',
    origin: 'a gift card',
  });
});

test('a page is its route and a line: it is in the navigation of who may see it, and its loader admits them', async () => {
  await plant(
    'app/routes/app.vouchers.tsx',
    `import { authenticatePage } from '#app/access/authenticate-admin.server.ts';
     export async function loader({ request, context }) {
       await authenticatePage(request, context, 'app.vouchers');
       return {};
     }
     export default function VouchersRoute() { return null; }`,
    'app/access/admin-pages.ts',
    [
      [
        "  'app.products': {",
        "  'app.vouchers': { needs: 'imports.run', inNavigation: 'Vouchers' },\n  'app.products': {",
      ],
    ],
  );
  const seen = await printed(`
    import { ADMIN_PAGE_NAMES, navigationFor, pagePath, pagePermission } from '#app/access/admin-pages.ts';
    import { permissionsOf, roleMay } from '#app/access/permissions.ts';
    const namesFor = (role) => navigationFor(permissionsOf(role)).map(({ name }) => name);
    console.log(JSON.stringify({
      path: pagePath('app.vouchers'), needs: pagePermission('app.vouchers'), isChecked: ADMIN_PAGE_NAMES.includes('app.vouchers'),
      marketer: namesFor('marketer').slice(3, 6), viewer: namesFor('viewer').includes('Vouchers'),
      may: ['marketer', 'viewer'].map((role) => roleMay(role, pagePermission('app.vouchers'))),
    }));`);
  expect(seen).toEqual({
    path: '/app/vouchers',
    needs: 'imports.run',
    isChecked: true,
    marketer: ['Predictions', 'Vouchers', 'Products'],
    viewer: false,
    may: [true, false],
  });
});
