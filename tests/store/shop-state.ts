import { createCart, updateCart } from './carts.ts';
import { startCheckout, updateCheckout } from './checkouts.ts';
import { deleteCollection, deleteProduct, saveCollection } from './collections.ts';
import { createCustomer, setConsent, tagCustomer, updateCustomer } from './customers.ts';
import { deliverOrder, fulfilOrder } from './fulfilments.ts';
import { sequentialIds } from './ids.ts';
import { cancelOrder, deleteOrder, placeOrder, refundOrder, setReturnStatus } from './orders.ts';
import {
  deleteCustomer,
  mergeCustomers,
  redactCustomer,
  redactShop,
  requestCustomerData,
  uninstallApp,
} from './privacy.ts';
import { replayInvoice } from './replay.ts';
import type { ShopBooks } from './shop-books.ts';
import { setStock } from './stock.ts';
import type { Product, StoreProduct } from './shop-records.ts';

type Operations = {
  createCart: typeof createCart;
  updateCart: typeof updateCart;
  startCheckout: typeof startCheckout;
  updateCheckout: typeof updateCheckout;
  createCustomer: typeof createCustomer;
  updateCustomer: typeof updateCustomer;
  setConsent: typeof setConsent;
  tagCustomer: typeof tagCustomer;
  placeOrder: typeof placeOrder;
  replayInvoice: typeof replayInvoice;
  fulfilOrder: typeof fulfilOrder;
  deliverOrder: typeof deliverOrder;
  refundOrder: typeof refundOrder;
  cancelOrder: typeof cancelOrder;
  setReturnStatus: typeof setReturnStatus;
  deleteOrder: typeof deleteOrder;
  setStock: typeof setStock;
  saveCollection: typeof saveCollection;
  deleteCollection: typeof deleteCollection;
  deleteProduct: typeof deleteProduct;
  uninstallApp: typeof uninstallApp;
  requestCustomerData: typeof requestCustomerData;
  redactCustomer: typeof redactCustomer;
  redactShop: typeof redactShop;
  mergeCustomers: typeof mergeCustomers;
  deleteCustomer: typeof deleteCustomer;
};

/** An operation of the store with its books already given. */
type Bound<F> = F extends (books: ShopBooks, ...input: infer Input) => infer Output
  ? (...input: Input) => Output
  : never;

/** The store's books and everything that can happen in it. Each operation emits the real webhooks. */
export type ShopState = ShopBooks & { [Name in keyof Operations]: Bound<Operations[Name]> };

export type ShopOptions = Pick<ShopBooks, 'identity' | 'clock' | 'emit' | 'storefrontUrl'> & {
  products: readonly StoreProduct[];
  /** Makes ids and tokens; the same seed repeats them. */
  seed: string;
};

/** Opens a store with a catalogue and no customers yet. Opening emits nothing. */
export function openShop(options: ShopOptions): ShopState {
  const openedAt = options.clock.now();
  const stocked = options.products.map((product): [string, Product] => [
    product.id,
    { ...product, createdAt: openedAt, updatedAt: openedAt },
  ]);
  const books: ShopBooks = {
    identity: options.identity,
    clock: options.clock,
    emit: options.emit,
    storefrontUrl: options.storefrontUrl,
    ids: sequentialIds(options.seed),
    products: new Map(stocked),
    productsByVariant: new Map(stocked.map(([, product]) => [product.variantId, product])),
    collections: new Map(),
    customers: new Map(),
    customersByEmail: new Map(),
    carts: new Map(),
    checkouts: new Map(),
    orders: new Map(),
    draftOrders: new Map(),
    companies: new Map(),
    companyContacts: new Map(),
    companyLocations: new Map(),
    metafields: new Map(),
    segments: new Map(),
    discounts: new Map(),
    discountCodes: new Map(),
    bulkCreations: new Map(),
    bulkDeletions: new Map(),
    webPixels: new Map(),
  };
  return { ...books, ...bindAll(books) };
}

function bindAll(books: ShopBooks): { [Name in keyof Operations]: Bound<Operations[Name]> } {
  return {
    createCart: (...input) => createCart(books, ...input),
    updateCart: (...input) => updateCart(books, ...input),
    startCheckout: (...input) => startCheckout(books, ...input),
    updateCheckout: (...input) => updateCheckout(books, ...input),
    createCustomer: (...input) => createCustomer(books, ...input),
    updateCustomer: (...input) => updateCustomer(books, ...input),
    setConsent: (...input) => setConsent(books, ...input),
    tagCustomer: (...input) => tagCustomer(books, ...input),
    placeOrder: (...input) => placeOrder(books, ...input),
    replayInvoice: (...input) => replayInvoice(books, ...input),
    fulfilOrder: (...input) => fulfilOrder(books, ...input),
    deliverOrder: (...input) => deliverOrder(books, ...input),
    refundOrder: (...input) => refundOrder(books, ...input),
    cancelOrder: (...input) => cancelOrder(books, ...input),
    setReturnStatus: (...input) => setReturnStatus(books, ...input),
    deleteOrder: (...input) => deleteOrder(books, ...input),
    setStock: (...input) => setStock(books, ...input),
    saveCollection: (...input) => saveCollection(books, ...input),
    deleteCollection: (...input) => deleteCollection(books, ...input),
    deleteProduct: (...input) => deleteProduct(books, ...input),
    uninstallApp: (...input) => uninstallApp(books, ...input),
    requestCustomerData: (...input) => requestCustomerData(books, ...input),
    redactCustomer: (...input) => redactCustomer(books, ...input),
    redactShop: (...input) => redactShop(books, ...input),
    mergeCustomers: (...input) => mergeCustomers(books, ...input),
    deleteCustomer: (...input) => deleteCustomer(books, ...input),
  };
}
