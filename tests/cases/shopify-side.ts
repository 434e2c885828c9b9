import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { parseGraphqlResponse } from '#app/shopify/admin-response.ts';
import type { ShopOf } from './words.ts';
import { KEEP_ALIVE } from '#tests/setup/keep-alive.ts';

/** What Shopify knows of a story's shop. */
export type ShopifySide = {
  number: number;
  domain: string;
  about: ShopOf;
  /** Objects of bulk files by kind; a kind without any has no file. */
  bulk: Map<string, string>;
  /** How many products there are. */
  products: () => Promise<number>;
};

/** Where bulk files are read from. */
export type FileServer = { url: string; files: Map<string, string>; close(): Promise<void> };

/** Serves bulk files by their path. */
export async function startFileServer(): Promise<FileServer> {
  const files = new Map<string, string>();
  const server = createServer(KEEP_ALIVE, (request, response) => {
    const file = files.get(request.url ?? '');
    if (file === undefined) response.writeHead(404).end();
    else response.end(file);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    files,
    close: () =>
      new Promise((closed) => (server.close(() => closed()), server.closeAllConnections())),
  };
}

type Variables = Record<string, unknown>;

/** The Admin API of a story's shop: what the stories are about is answered, all else is not allowed. */
export function adminOf(side: ShopifySide, files: FileServer): AdminClient {
  return {
    shop: side.domain,
    async run(operation, variables = {}) {
      const answer = ANSWERS[operation.name];
      if (!answer) return { outcome: 'denied', reason: 'ACCESS_DENIED' };
      const data = await answer(side, files, variables);
      return parseGraphqlResponse(
        { data, errors: undefined, extensions: undefined },
        operation.responseSchema,
      );
    },
  };
}

const OPERATION_GID = 'gid://shopify/BulkOperation/';

const ANSWERS: Record<
  string,
  (side: ShopifySide, files: FileServer, variables: Variables) => unknown
> = {
  ShopInfo: ({ number, domain, about }) => ({
    shop: {
      id: `gid://shopify/Shop/${String(number)}`,
      name: 'Fern & Fell',
      myshopifyDomain: domain,
      contactEmail: 'hello@fern.example',
      currencyCode: about.currency,
      ianaTimezone: about.timeZone,
      shopAddress: { countryCodeV2: 'GB' },
      primaryDomain: { url: about.storefront ?? `https://${domain}` },
      domains: about.domains.map((host) => ({ host, url: `https://${host}` })),
    },
  }),
  ChangedSince: async ({ bulk, products, domain, about }, _server, { known }) => ({
    shop: {
      primaryDomain: { url: about.storefront ?? `https://${domain}` },
      domains: about.domains.map((host) => ({ host })),
      taxesIncluded: false,
    },
    ...Object.fromEntries(
      ['customers', 'orders', 'products', 'collections'].map((kind) => [
        kind,
        { nodes: bulk.has(kind) ? [{ id: 'gid://shopify/Any/1' }] : [] },
      ]),
    ),
    productsCount: { count: await products() },
    // Nothing is ever deleted here.
    nodes: (Array.isArray(known) ? known : []).map((id) => ({ id: String(id) })),
  }),
  BulkOperations: () => ({ bulkOperations: { nodes: [] } }),
  BulkOperationRunQuery: ({ domain, bulk }, { files }, { query }) => {
    const kind = /\{\s*(\w+)/.exec(String(query))?.[1] ?? '';
    const file = bulk.get(kind);
    const path = `/${domain}/${kind}-${String(files.size)}`;
    if (file !== undefined) files.set(path, file);
    const id = file === undefined ? `${OPERATION_GID}nothing-${String(files.size)}-${kind}` : path;
    return { bulkOperationRunQuery: { bulkOperation: { id }, userErrors: [] } };
  },
  BulkOperation: (_side, { url, files }, { id }) => {
    const file = files.get(String(id));
    return {
      bulkOperation: {
        status: 'COMPLETED',
        errorCode: null,
        rootObjectCount: String(file?.split('\n').length ?? 0),
        fileSize: file === undefined ? null : String(Buffer.byteLength(file)),
        url: file === undefined ? null : `${url}${String(id)}`,
      },
    };
  },
  CustomerConsentUpdate: () => ({
    customerEmailMarketingConsentUpdate: { customer: { id: 'gid' }, userErrors: [] },
  }),
  CustomerSmsConsentUpdate: () => ({
    customerSmsMarketingConsentUpdate: { customer: { id: 'gid' }, userErrors: [] },
  }),
};
