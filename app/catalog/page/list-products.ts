/** One line of the catalogue. */
export type ListedProduct = {
  id: string;
  title: string;
  imageUrl: string | null;
  isActive: boolean;
  productType: string | null;
  vendor: string | null;
  /** Of the cheapest and the dearest variant; null without variants. */
  priceMinor: number | null;
  highestMinor: number | null;
  /** Of both prices, as the product was last sent; the shop's own where that did not say. */
  currency: string | null;
  /** Pieces of all variants whose stock is kept; null when it is kept of none. */
  stock: number | null;
  collections: string[];
  /** Orders with it since `countedSince`. */
  bought: number;
  /** What goes with it best: titles, and how often both were in an order. */
  boughtWith: { title: string; times: number }[];
};
