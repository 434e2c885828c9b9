import type { Node } from '#tests/store/graphql/node.ts';
import type { ShopBooks } from '../../shop-books.ts';
import { gid, idFromGid, type ShopifyId } from '../../shop-records.ts';
import { refused } from '../user-error.ts';

/** webPixelCreate and webPixelUpdate. */
export function webPixelMutations(books: ShopBooks): Node {
  return {
    webPixelCreate: ({ webPixel }: { webPixel: { settings: unknown } }) =>
      webPixelCreate(books, webPixel.settings),
    webPixelUpdate: ({ id, webPixel }: { id: string; webPixel: { settings: unknown } }) =>
      webPixelUpdate(books, id, webPixel.settings),
  };
}

/** The one pixel of the app. */
export function webPixelNode(books: ShopBooks): Node | null {
  const [pixel] = books.webPixels;
  return pixel ? nodeOf(...pixel) : null;
}

/** One pixel an app and shop: a second one is refused as taken. */
function webPixelCreate(books: ShopBooks, given: unknown): Node {
  if (books.webPixels.size > 0) {
    return refused(['webPixel'], { field: null, message: 'Web pixel is taken.', code: 'TAKEN' });
  }
  return keep(books, books.ids.next(), given);
}

function webPixelUpdate(books: ShopBooks, globalId: string, given: unknown): Node {
  const id = idFromGid('WebPixel', globalId);
  if (id === undefined || !books.webPixels.has(id)) {
    const message = 'Web pixel does not exist.';
    return refused(['webPixel'], { field: ['id'], message, code: 'NOT_FOUND' });
  }
  return keep(books, id, given);
}

function keep(books: ShopBooks, id: ShopifyId, given: unknown): Node {
  const pixel = { settings: typeof given === 'string' ? given : JSON.stringify(given) };
  books.webPixels.set(id, pixel);
  return { webPixel: nodeOf(id, pixel), userErrors: [] };
}

function nodeOf(id: ShopifyId, { settings }: { settings: string }): Node {
  return { __typename: 'WebPixel', id: gid('WebPixel', id), settings };
}
