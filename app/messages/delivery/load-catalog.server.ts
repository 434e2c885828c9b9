import type { Line } from '#app/events/event.ts';
import type { CatalogProduct } from '#app/messages/contexts/mail-context.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { selectMailProducts } from './store/mail-catalog.server.ts';

/** What the catalogue knows of the goods in mails. */
export type MailCatalog = {
  products: ReadonlyMap<string, CatalogProduct>;
  /** What the catalogue does not know can be bought: Shopify may not have sent it yet. */
  isSoldOut: (line: Line) => boolean;
};

/** Loads the products of lines. */
export async function loadMailCatalog(
  client: ShopClient,
  shopId: string,
  lines: readonly Line[],
): Promise<MailCatalog> {
  const wanted = new Map(lines.map((line) => [lineKey(line), line]));
  const rows = await selectMailProducts(client, shopId, [...wanted.values()]);
  const soldOut = new Set(
    rows
      .filter(({ canBuy }) => !canBuy)
      .map(({ id, variantId }) => lineKey({ productId: id, variantId })),
  );
  return {
    products: new Map(
      rows.map(({ id, title, handle, imageUrl }) => [id, { id, title, handle, imageUrl }]),
    ),
    isSoldOut: (line) => soldOut.has(lineKey(line)),
  };
}

function lineKey({ productId, variantId }: Pick<Line, 'productId' | 'variantId'>): string {
  return `${productId ?? ''}:${variantId ?? ''}`;
}
