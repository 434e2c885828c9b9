import type { ShopClient } from '#app/platform/db.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import { toDecimal } from '#app/lib/money.ts';
import { readVersions } from '#app/definitions/read-versions.server.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import type { AdminContext } from '#app/shopify/admin-context.server.ts';
import type { AdminOutcome } from '#app/shopify/admin-response.ts';
import type { NewDiscount } from '#app/shopify/discount.ts';
import { codeDiscountNodeByCode } from '#app/shopify/operations/code-discount-node-by-code.ts';
import { discountCodeBasicCreate } from '#app/shopify/operations/discount-code-basic-create.ts';
import { discountCodeFreeShippingCreate } from '#app/shopify/operations/discount-code-free-shipping-create.ts';
import { codeLetters } from './code-letters.ts';
import type { OfferContent } from './offer-content.ts';
import { offerKind } from './offer-kind.ts';
import { readDiscountId, saveOfferDiscount } from './store/offer-discounts.server.ts';
import { findOfferVersion } from './store/offer-versions.server.ts';

/** A version of an offer by its key and number. */
export type OfferVersionKey = { offer: string; version: number };

/** The discount, or why there is none: `gone` is a version that cannot be read. */
export type EnsuredDiscount = AdminOutcome<string> | { outcome: 'gone' };

/**
 * The discount in Shopify of a version of an offer, which is created when there is none yet. It is created with a code that
 * follows from the version, and looked for by it first: a worker killed after creating it finds it there.
 * @returns its global id
 */
export async function ensureDiscount(
  { pool, clock, admin }: AdminContext,
  shopId: string,
  of: OfferVersionKey,
): Promise<EnsuredDiscount> {
  const { known, offer, currency, handle } = await inShop(pool, shopId, (client) =>
    readAll(client, shopId, of),
  );
  if (known !== undefined) return { outcome: 'ok', data: known };
  if (!offer) return { outcome: 'gone' };
  const title = `${offer.name} (Tendril ${of.offer}, version ${String(of.version)})`;
  const answer = await findOrCreate(admin, offer, currency, {
    title: title.slice(0, 255),
    code: handle,
    startsAt: isoTime(clock.now()),
    minimumSubtotal:
      offer.minimumSubtotalMinor === null ? null : toDecimal(offer.minimumSubtotalMinor, currency),
    combines: offer.combines,
    oncePerCustomer: offer.oncePerCustomer,
  });
  if (answer.outcome === 'ok' || answer.outcome === 'redacted')
    await inShop(pool, shopId, (client) =>
      saveOfferDiscount(client, shopId, of, answer.data, clock.now()),
    );
  return answer;
}

async function readAll(client: ShopClient, shopId: string, of: OfferVersionKey) {
  const row = await findOfferVersion(client, shopId, of);
  const [found] = row ? await readVersions(client, shopId, offerKind, [row]) : [];
  const name = `${of.offer}@${String(of.version)}`;
  return {
    known: await readDiscountId(client, shopId, of),
    offer: found?.content,
    currency: row?.currency ?? '',
    handle: codeLetters(ringOf(client).offerCodes.codeOf(shopId, name, 'discount')),
  };
}

async function findOrCreate(
  admin: AdminClient,
  offer: OfferContent,
  currency: string,
  discount: NewDiscount,
): Promise<AdminOutcome<string>> {
  const there = await codeDiscountNodeByCode(admin, discount.code);
  if (there.outcome !== 'ok' && there.outcome !== 'redacted') return there;
  if (there.data !== null) return { outcome: 'ok', data: there.data.discountId };
  return await createDiscount(admin, offer, currency, discount);
}

async function createDiscount(
  admin: AdminClient,
  { benefit }: OfferContent,
  currency: string,
  discount: NewDiscount,
): Promise<AdminOutcome<string>> {
  switch (benefit.kind) {
    case 'percentage':
      return await discountCodeBasicCreate(admin, discount, { percentage: benefit.percent / 100 });
    case 'amount':
      return await discountCodeBasicCreate(admin, discount, {
        amount: toDecimal(benefit.minor, currency),
      });
    case 'gift_product':
      return await discountCodeBasicCreate(admin, discount, {
        amount: toDecimal(benefit.minor, currency),
        productId: benefit.productId,
      });
    case 'free_shipping':
      return await discountCodeFreeShippingCreate(admin, discount);
    default:
      throw new Error(`An offer of ${benefit.kind} has no discount. Issue no codes of it.`);
  }
}
