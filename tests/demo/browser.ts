import { z } from 'zod';
import type { Store } from '#tests/store/store.ts';
import type { Product } from '#tests/store/shop-records.ts';
import { fetchWithRetry } from './fetch-with-retry.ts';

/** What a shopper's browser knows. */
export type Browser = {
  visitor: string;
  /** A network address of its own: together they would ask more often than one shopper may. */
  address: string;
  cartToken: string | null;
};

const PixelSettings = z.object({ accountID: z.string(), ingestUrl: z.url() });
const BannerAnswer = z.object({ banner: z.object({ id: z.string() }).nullable() });

/**
 * Looks at pages: the web pixel reports the front page and each product in one batch, and the theme asks on the last
 * of them, through the shop's proxy, whether there is a banner. The second comes when the first is processed: whether
 * both fall into one batch would be the machine's choice.
 * @param processed resolves when the app has nothing left to do
 * @returns id of the banner that is shown
 */
export async function browse(
  store: Store,
  browser: Browser,
  products: readonly Product[],
  processed: () => Promise<void>,
): Promise<string | null> {
  await sendPixelBatch(store, browser, products);
  await processed();
  return await askForBanner(store, browser, products.at(-1) ?? null);
}

async function sendPixelBatch(
  { shop, options }: Store,
  { visitor, address, cartToken }: Browser,
  products: readonly Product[],
): Promise<void> {
  const [pixel] = shop.webPixels.values();
  if (!pixel) throw new Error('The app has not turned its web pixel on. Install it first.');
  const { accountID, ingestUrl } = PixelSettings.parse(JSON.parse(pixel.settings));
  const now = options.clock.now();
  const events = [
    { name: 'page_viewed', path: '/' },
    ...products.map(({ id }) => ({ name: 'product_viewed', product: id })),
  ].map((event, place) => ({ id: `${String(now)}-${String(place)}`, at: now, ...event }));
  const answer = await fetchWithRetry(`${ingestUrl}/${accountID}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain;charset=UTF-8', 'x-forwarded-for': address },
    body: JSON.stringify({
      batch: `${visitor}-${String(now)}`,
      visitor,
      consent: { analytics: true, marketing: true },
      cart: cartToken,
      sent: now,
      events,
    }),
  });
  if (!answer.ok) throw new Error(`The web pixel was answered ${String(answer.status)}.`);
}

async function askForBanner(
  store: Store,
  { visitor, address, cartToken }: Browser,
  product: Product | null,
): Promise<string | null> {
  const query = new URLSearchParams({ visitor, pixel: '1' });
  if (cartToken !== null) query.set('cart', cartToken);
  if (product) query.set('product', product.id);
  const answer = await fetchWithRetry(`${store.url}/apps/tendril/banner?${query.toString()}`, {
    headers: { 'x-forwarded-for': address },
  });
  if (!answer.ok) throw new Error(`The storefront's proxy answered ${String(answer.status)}.`);
  return BannerAnswer.parse(await answer.json()).banner?.id ?? null;
}

/** Reports what a shopper did with a banner. */
export async function reportBanner(
  store: Store,
  { visitor }: Browser,
  banner: string,
  event: 'seen' | 'clicked' | 'dismissed',
): Promise<void> {
  const answer = await fetchWithRetry(`${store.url}/apps/tendril/banner/${banner}`, {
    method: 'POST',
    body: new URLSearchParams({ event, visitor }),
  });
  if (!answer.ok) throw new Error(`The banner's report was answered ${String(answer.status)}.`);
}

/** Follows the first tracked link of a mail; false when it has none. */
export async function followLink(store: Store, mailId: number): Promise<boolean> {
  const link = /https?:\/\/[^"'\s]+\/l\/[\w:.-]+/.exec(
    (await store.mailbox.get(mailId))?.text ?? '',
  );
  if (!link) return false;
  await fetchWithRetry(link[0], { redirect: 'manual' });
  return true;
}

/** Unsubscribes as mail programs do, by the header. */
export async function unsubscribe(store: Store, mailId: number): Promise<void> {
  const headers = (await store.mailbox.get(mailId))?.headers ?? [];
  const header = headers.find(({ name }) => name.toLowerCase() === 'list-unsubscribe');
  const link = /<(https?:[^>]+)>/.exec(header?.value ?? '')?.[1];
  if (link === undefined) return;
  await fetchWithRetry(link, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  });
}
