import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';
import { shopDomains } from './shop-domains.ts';

export type ShopInfo = {
  /** Shopify's number of the shop, its digits. */
  number: string;
  name: string;
  domain: string;
  email: string;
  currency: string;
  timeZone: string;
  country: string | null;
  storefrontUrl: string;
  /** The hosts of all its domains, those of other markets too. */
  hosts: string[];
  /** Whether it is a development store, in which nothing is sold. */
  isDevelopment: boolean;
};

const operation: Operation<ShopInfo> = {
  name: 'ShopInfo',
  text: `#graphql
    query ShopInfo {
      shop {
        id
        name
        myshopifyDomain
        contactEmail
        currencyCode
        ianaTimezone
        shopAddress { countryCodeV2 }
        primaryDomain { url }
        domains { host }
        plan { partnerDevelopment }
      }
    }`,
  responseSchema: z
    .object({
      shop: z.object({
        id: z.string().regex(/^gid:\/\/shopify\/Shop\/\d{1,20}$/),
        name: z.string(),
        myshopifyDomain: z.string(),
        contactEmail: z.string(),
        currencyCode: z.string(),
        ianaTimezone: z.string(),
        shopAddress: z.object({ countryCodeV2: z.string().nullable() }),
        primaryDomain: z.object({ url: z.url() }),
        domains: shopDomains,
        plan: z.object({ partnerDevelopment: z.boolean() }).nullish(),
      }),
    })
    .transform(({ shop }) => ({
      number: shop.id.slice('gid://shopify/Shop/'.length),
      name: shop.name,
      domain: shop.myshopifyDomain,
      email: shop.contactEmail,
      currency: shop.currencyCode,
      timeZone: shop.ianaTimezone,
      country: shop.shopAddress.countryCodeV2,
      storefrontUrl: shop.primaryDomain.url,
      hosts: shop.domains,
      isDevelopment: shop.plan?.partnerDevelopment ?? false,
    })),
};

/** What the shop says of itself. */
export async function shopInfo(admin: AdminClient): Promise<AdminOutcome<ShopInfo>> {
  return await admin.run(operation);
}
