import { LINE_CAN_BE_BOUGHT } from '#app/catalog/can-be-bought.ts';
import { consentColumns, consentOfRow, type ConsentColumns } from '#app/consent/consent-columns.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { CartSnapshot, Line, OrderSnapshot } from '#app/events/event.ts';
import { cartColumns, standingOfRow, type CartColumns } from '#app/profiles/carts/cart-columns.ts';
import { unknownPurchase } from '#app/profiles/facts.ts';
import type { Parcel } from '#app/profiles/orders/parcels.ts';
import { recentlyReviewed } from '#app/profiles/orders/reviewed-products.ts';
import type { ReviewedProduct } from '#app/profiles/profile-state.ts';
import { moneyOfCart, moneyOfOrder, type MailMoney } from '#app/messages/render/mail-money.ts';
import { isToBeSent } from '#app/messages/contexts/order-lines.ts';
import { partShown } from '#app/messages/templates/email-content.ts';
import { loadEmails, type EmailVersion } from '#app/messages/templates/load-emails.server.ts';
import type { ApplicationView, CatalogProduct } from '#app/messages/render/mail-view.ts';
import type { MailFacts } from './decide-mail.ts';
import { MailRequest } from '#app/effects/kinds/email.ts';

/** A mail that is due, with everything that decides on it and everything it shows. */
export type DueMail = {
  key: string;
  profileId: string | null;
  runId: string | null;
  attempts: number;
  request: MailRequest;
  /** What it says, in the version that is live now; undefined when the email is gone. */
  email: EmailVersion | undefined;
  facts: MailFacts;
  firstName: string | null;
  customerId: string | null;
  money: MailMoney;
  recoveryUrl: string | null;
  orderName: string | null;
  /** Whether the order is still to be sent. */
  toBeSent: boolean;
  application: ApplicationView | null;
  products: ReadonlyMap<string, CatalogProduct>;
  /** Products that the person is not asked to review; what a mail of theirs asks is added. */
  reviewed: Set<string>;
};

type Row = CartColumns &
  ConsentColumns & {
    key: string;
    profile_id: string | null;
    run_id: string | null;
    attempts: number;
    payload: unknown;
    run_state: string | null;
    run_end_reason: string | null;
    superseded: boolean;
    address: string | null;
    first_name: string | null;
    reviewed: ReviewedProduct[] | null;
    customer_id: string | null;
    /** Whether it is a checkout that no signed delivery named together with a person. */
    unclaimed: boolean | null;
    purchase: OrderSnapshot | null;
    refunded_minor: number | null;
    parcels: Parcel[] | null;
    application: ApplicationView | null;
  };

/**
 * A cart mail speaks of the cart its run is about now: a cart may have become a checkout meanwhile. It speaks
 * only of a cart that is its receiver's: two people may have been received with one cart.
 * Keys are taken out of JSON before the joins, because row-level security keeps expressions that might
 * leak from being looked up in an index.
 */
const DUE_MAILS = `
  with e as materialized (
    select key, profile_id, run_id, attempts, payload, due_at, payload->>'class' as class
      from effect
     where shop_id = $1 and kind = 'email' and state = 'ready' and due_at <= $2 and ($4::text is null or key = $4)
     order by due_at, key
     limit $3
  ),
  m as materialized (
    select e.*, r.state as run_state, r.end_reason as run_end_reason,
           p.email, p.customer_id, p.state#>>'{firstName,value}' as first_name, p.state->'reviewed' as reviewed,
           about->>'kind' as basket_kind, about->>'token' as basket_token, about->>'cartToken' as cart_token,
           about->>'orderId' as order_id, (about->>'applicationId')::uuid as application_id
      from e
      left join journey_run r on r.shop_id = $1 and r.id = e.run_id
      left join profile p on p.shop_id = $1 and p.id = e.profile_id
      cross join lateral (select coalesce(r.context, e.payload->'context') as about) x
  ),
  n as materialized (
    select m.*, o.snapshot as purchase, o.refunded_minor, o.parcels,
           -- Mail that belongs to an order goes to the address of that order, marketing to the person's own address.
           coalesce(a.email, case when m.class = 'transactional' then o.contact end, m.email) as address,
           -- What a person typed is shown only to whom it belongs.
           case when a.verified_at is not null then json_build_object(
             'contactName', a.contact_name, 'company', a.company) end as application
      from m
      left join application a on a.shop_id = $1 and a.id = m.application_id
      left join purchase o on o.shop_id = $1 and o.order_id = m.order_id
  )
  select n.key, n.profile_id, n.run_id, n.attempts, n.payload, n.run_state, n.run_end_reason,
         n.class = 'marketing' and exists (
           select from effect later
            where later.shop_id = $1 and later.run_id = n.run_id and later.kind = 'email'
              and later.due_at > n.due_at and later.due_at <= $2
              and later.state in ('ready', 'attempted', 'done') and later.payload->>'class' = 'marketing'
         ) as superseded,
         n.address, n.first_name, n.reviewed, n.customer_id,
         ${consentColumns('ac', 's')},
         ${cartColumns('c')},
         c.kind = 'checkout' and not exists (
           select from identity i
            where i.shop_id = $1 and i.kind = 'checkout' and i.value = c.token and i.confirmed) as unclaimed,
         n.purchase, n.refunded_minor, n.parcels,
         n.application
    from n
    left join address_consent ac on ac.shop_id = $1 and ac.channel = 'email' and ac.address = n.address
    left join suppression s on s.shop_id = $1 and s.address = n.address
    left join cart c on c.shop_id = $1 and c.kind = n.basket_kind and c.token = n.basket_token
     and c.profile_id = n.profile_id
    left join cart base on base.shop_id = $1 and base.kind = 'cart' and base.token = n.cart_token
   order by n.due_at, n.key`;

/**
 * The next mails that are due, oldest first.
 * @param now epoch milliseconds
 * @param onlyKey the key of the one that is wanted
 */
export async function loadDueMails(
  client: ShopClient,
  shopId: string,
  now: number,
  limit: number,
  onlyKey: string | null = null,
): Promise<DueMail[]> {
  const { rows } = await client.query<Row>(DUE_MAILS, [shopId, new Date(now), limit, onlyKey]);
  const catalog = await loadCatalog(
    client,
    shopId,
    rows.flatMap((row) => [row.cart, row.purchase]),
  );
  const emails = await loadEmails(client, shopId);
  const asked = new Map<string, Set<string>>();
  return rows.map((row) => dueMail(row, catalog, emails, reviewedOf(row, asked, now)));
}

/** What a person reviewed or was asked to; the same of all their mails, so that what one of these asks the next do not. */
function reviewedOf(
  { key, profile_id, reviewed }: Row,
  known: Map<string, Set<string>>,
  now: number,
): Set<string> {
  const person = profile_id ?? key;
  const found = known.get(person) ?? recentlyReviewed(reviewed ?? [], now);
  known.set(person, found);
  return found;
}

function dueMail(
  row: Row,
  catalog: Catalog,
  emails: ReadonlyMap<string, EmailVersion>,
  reviewed: Set<string>,
): DueMail {
  const request = MailRequest.parse(row.payload);
  const email = emails.get(request.template);
  const about = subjectOf(request, email, row, catalog, reviewed);
  const order = about.kind === 'order' ? about : null;
  return {
    key: row.key,
    profileId: row.profile_id,
    runId: row.run_id,
    attempts: row.attempts,
    request,
    email,
    facts: {
      class: request.class,
      consent: consentOfRow(row.address, row),
      run: row.run_state === null ? null : { state: row.run_state, endReason: row.run_end_reason },
      superseded: row.superseded,
      about,
    },
    firstName: row.first_name,
    customerId: row.customer_id,
    money: row.purchase
      ? moneyOfOrder(row.purchase, order?.shows ?? 'ordered')
      : moneyOfCart(row.cart),
    recoveryUrl: row.unclaimed === true ? null : recoveryUrlOf(about),
    orderName: row.purchase?.name ?? null,
    toBeSent: order !== null && isToBeSent(order),
    application: row.application,
    products: catalog.products,
    reviewed,
  };
}

function subjectOf(
  request: MailRequest,
  email: EmailVersion | undefined,
  row: Row,
  catalog: Catalog,
  reviewed: Set<string>,
): MailFacts['about'] {
  switch (request.context.subject) {
    case 'basket':
      return {
        kind: 'basket',
        standing: standingOfRow(row),
        isSoldOut: (line) => catalog.soldOut.has(lineKey(line)),
      };
    case 'order':
      return {
        kind: 'order',
        purchase: {
          ...unknownPurchase(request.context.orderId, row.profile_id ?? ''),
          order: row.purchase,
          refundedMinor: row.refunded_minor ?? 0,
          parcels: row.parcels ?? [],
        },
        shows: partShown(email?.content),
        parcels: request.context.parcels ?? null,
        reviewed,
      };
    case 'application':
    case 'person':
      return { kind: request.context.subject };
  }
}

/** Where a cart is taken up again as it was. */
function recoveryUrlOf(about: MailFacts['about']): string | null {
  return about.kind === 'basket' && about.standing.standing === 'open'
    ? about.standing.cart.recoveryUrl
    : null;
}

type Catalog = { products: ReadonlyMap<string, CatalogProduct>; soldOut: ReadonlySet<string> };

type ProductRow = {
  id: string;
  title: string;
  handle: string | null;
  image_url: string | null;
  variant_id: string | null;
  can_buy: boolean;
};

/** Products of the lines. What the catalogue does not know can be bought: Shopify may not have sent it yet. */
async function loadCatalog(
  client: ShopClient,
  shopId: string,
  subjects: readonly (CartSnapshot | OrderSnapshot | null)[],
): Promise<Catalog> {
  const lines = subjects.flatMap((subject) => subject?.lines ?? []);
  const wanted = new Map(lines.map((line) => [lineKey(line), line]));
  const { rows } = await client.query<ProductRow>(
    `select product.id, product.title, product.handle, product.image_url, wanted.variant_id,
            ${LINE_CAN_BE_BOUGHT} as can_buy
       from unnest($2::text[], $3::text[]) as wanted (product_id, variant_id)
       join product on product.shop_id = $1 and product.id = wanted.product_id
       left join variant on variant.shop_id = $1 and variant.id = wanted.variant_id`,
    [
      shopId,
      [...wanted.values()].map((line) => line.productId),
      [...wanted.values()].map((line) => line.variantId),
    ],
  );
  return {
    products: new Map(
      rows.map(({ id, title, handle, image_url }) => [
        id,
        { id, title, handle, imageUrl: image_url },
      ]),
    ),
    soldOut: new Set(
      rows
        .filter((row) => !row.can_buy)
        .map((row) => lineKey({ productId: row.id, variantId: row.variant_id })),
    ),
  };
}

function lineKey({ productId, variantId }: Pick<Line, 'productId' | 'variantId'>): string {
  return `${productId ?? ''}:${variantId ?? ''}`;
}
