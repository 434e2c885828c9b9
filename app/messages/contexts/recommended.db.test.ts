import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { askForReview } from '#tests/mail/mail-orders.ts';
import { addPerson, NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import { readLinkToken } from '#app/messages/links/links.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);

test('a request for a review recommends what goes with the order and can be bought, and goes without it too', async () => {
  const names = ['Teapot', 'Saucer', 'Lid', 'Jug', 'Tray', 'Spoon'];
  const [teapot, , lid, jug, tray] = names;
  await inShop(environment.pool, environment.shopId, async (client) => {
    await client.query(
      `insert into product (shop_id, id, title, handle, image_url, status, updated_at)
       select $1, name, name, lower(name), 'https://cdn.example/' || name,
              case name when $3 then 'draft' else 'active' end, now()
         from unnest($2::text[]) as name`,
      [environment.shopId, names, lid],
    );
    // The cheaper piece of each is sold out; of one both are.
    await client.query(
      `insert into variant (shop_id, id, product_id, price_minor, currency, inventory)
       select $1, name || price, name, price, 'GBP', case when price = 650 and name <> $3 then 4 else 0 end
         from unnest($2::text[]) as name cross join unnest(array[650, 480]) as price`,
      [environment.shopId, names, jug],
    );
    await client.query(
      `insert into affinity (shop_id, product_id, kind, period, other_id, times)
       select $1, one, 'bought', $3, other, case when one = other then 9 else 6 end
         from unnest($2::text[]) as one cross join unnest($2::text[]) as other
        where one = other or one = $4 and other <> 'Spoon'`,
      [environment.shopId, names, Math.floor(NOON / (90 * DAY)), teapot],
    );
  });
  const interests = [['Teapot', NOON - 12 * DAY, 'bought'] as [string, number, 'bought']];
  const person = await addPerson(environment, { interests });
  await askForReview(environment, person, [{ productId: 'Tray', title: 'Tray' }], 40);
  await deliverMails(environment.mailServices, environment.shopId);
  environment.clock.set(NOON + DAY);
  await askForReview(environment, person, [{ productId: 'Teapot', title: 'Teapot' }], 12);
  await deliverMails(environment.mailServices, environment.shopId);
  await inShop(environment.pool, environment.shopId, (client) =>
    client.query(`update variant set inventory = 0 where shop_id = $1 and product_id = 'Spoon'`, [
      environment.shopId,
    ]),
  );
  environment.clock.set(NOON + 2 * DAY);
  await askForReview(environment, person, [{ productId: 'Teapot', title: 'Teapot' }], 11);
  await deliverMails(environment.mailServices, environment.shopId);

  const sent = (await environment.mailbox.list({ to: person.email })).toSorted(
    (a, b) => a.id - b.id,
  );
  const mails = await Promise.all(sent.map(async ({ id }) => await environment.mailbox.get(id)));
  const [, full, bare] = mails;
  const [, recommended] = full?.text?.split('You may also like:\n') ?? [];
  const offers = recommended?.split('\n\n')[0]?.split('\n') ?? [];
  expect(offers.map((offer) => offer.replace(/: https.*/, ''))).toEqual([
    '- Saucer, £6.50',
    '- Spoon, £6.50',
  ]);
  const token = /\/l\/(\S+)/.exec(offers[0] ?? '')?.[1] ?? '';
  const leadsTo = new URL(
    readLinkToken(environment.mailServices.links.sealer, token)?.url ?? 'none:',
  );
  expect(leadsTo.origin + leadsTo.pathname).toBe(`${environment.storefrontUrl}/products/saucer`);
  expect(leadsTo.searchParams.get('utm_campaign')).toBe('post-purchase');
  expect(full?.html).toContain('https://cdn.example/Saucer');
  for (const gone of [lid, jug, tray]) expect(full?.html).not.toContain(gone);

  expect(bare?.text).toContain('Write a review: https://app.example/l/');
  expect(bare?.html).not.toMatch(/You may also like|Goes well with|Saucer/);
});
