import type { CartSubject } from '#app/effects/cart-subject.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { cartColumns, type CartColumns } from '#app/profiles/carts/cart-columns.ts';

type CartOfMailRow = CartColumns & {
  key: string;
  /** Whether it is a checkout that no signed delivery named together with a person. */
  unclaimed: boolean;
};

/** The carts of mails, as far as they belong to the people whom the mails go to. */
const CARTS = `
  select m.key, ${cartColumns('c')},
         coalesce(c.kind = 'checkout' and not exists (
           select from identity i
            where i.shop_id = $1 and i.kind = 'checkout' and i.value = c.token and i.confirmed), false) as unclaimed
    from unnest($2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[])
         as m (key, profile_id, kind, token, cart_token)
    left join cart c on c.shop_id = $1 and c.kind = m.kind and c.token = m.token and c.profile_id = m.profile_id
    left join cart base on base.shop_id = $1 and base.kind = 'cart' and base.token = m.cart_token`;

/** A row for each mail, with nulls where the cart is not known. */
export async function selectCartsOfMails(
  client: ShopClient,
  shopId: string,
  mails: readonly (Pick<CartSubject, 'kind' | 'token' | 'cartToken'> & {
    key: string;
    profileId: string | null;
  })[],
): Promise<CartOfMailRow[]> {
  const { rows } = await client.query<CartOfMailRow>(CARTS, [
    shopId,
    mails.map(({ key }) => key),
    mails.map(({ profileId }) => profileId),
    mails.map(({ kind }) => kind),
    mails.map(({ token }) => token),
    mails.map(({ cartToken }) => cartToken),
  ]);
  return rows;
}
