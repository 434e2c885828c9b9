import { GraphQLError, parse, validate, type DocumentNode, type ExecutionResult } from 'graphql';
import { z } from 'zod';
import type { Node } from '#tests/store/graphql/node.ts';
import { adminSchema } from './graphql/admin-schema.ts';
import { apiContext } from './graphql/api-context.ts';
import { openBulkDesk, type BulkDesk, type BulkFaults } from './graphql/bulk-operations.ts';
import { runBulkQuery } from './graphql/bulk-run.ts';
import {
  MAX_QUERY_COST,
  leakyBucket,
  requestedCost,
  type Bucket,
  type Throttle,
} from './graphql/cost.ts';
import { executeAdmin, type ApiContext } from './graphql/execute.ts';
import { companyLocationMutations } from './graphql/mutations/company-locations.ts';
import { bulkMutations } from './graphql/mutations/bulk-operations.ts';
import { companyMutations } from './graphql/mutations/companies.ts';
import { customerMutations } from './graphql/mutations/customers.ts';
import { discountMutations } from './graphql/mutations/discounts.ts';
import { draftOrderMutations } from './graphql/mutations/draft-orders.ts';
import { webPixelMutations } from './graphql/mutations/web-pixels.ts';
import { queryRoot } from './graphql/queries.ts';
import { segmentMutations } from './graphql/segments.ts';
import { deniedFields } from './graphql/scopes.ts';
import type { TokenRegistry } from './oauth.ts';
import type { StoreRoute } from './routes.ts';
import type { ShopBooks } from './shop-books.ts';

const GraphqlRequest = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

export type AdminGraphqlOptions = {
  shop: ShopBooks;
  tokens: TokenRegistry;
  scopes: readonly string[];
  storeUrl: string;
  /** Points of the leaky bucket; the standard plan's by default. */
  throttle?: { maximum: number; restoreRate: number };
};

export type AdminApi = {
  /** POST /admin/api/:version/graphql.json, executed against Shopify's own schema and the store's books. */
  graphql: StoreRoute;
  /** GET /bulk/:key.jsonl: what a bulk operation found; no token, the address is the secret. */
  bulkFiles: StoreRoute;
  faults: AdminFaults;
};

/** How the API misbehaves. */
export type AdminFaults = BulkFaults & {
  /** Share of requests that are answered 429. */
  throttledShare: number;
  /** What Retry-After says then. */
  retryAfterSeconds: number;
  /** GraphQL requests so far, refused ones too; without those for the state of a bulk operation. */
  requests: number;
  /** Requests for the state of a bulk operation: the more, the longer it is waited for. */
  stateRequests: number;
};

export function adminApi(options: AdminGraphqlOptions): AdminApi {
  const faults: AdminFaults = {
    throttledShare: 0,
    retryAfterSeconds: 0.05,
    requests: 0,
    stateRequests: 0,
    bulkPauseMs: 0,
    isBulkHeld: false,
  };
  const bulk: BulkDesk = openBulkDesk(
    options.storeUrl,
    (operation) => runBulkQuery(context, operation),
    faults,
  );
  const context = apiContext(options.shop, options.scopes, bulk);
  return { graphql: adminGraphqlRoute(options, context, faults), bulkFiles: bulk.files, faults };
}

function adminGraphqlRoute(
  options: AdminGraphqlOptions,
  context: ApiContext,
  faults: AdminFaults,
): StoreRoute {
  const throttle = leakyBucket(Date.now, options.throttle);
  return async (request, url) => {
    if (!/^\/admin\/api\/[\w-]+\/graphql\.json$/.test(url.pathname)) return undefined;
    const asked = GraphqlRequest.safeParse(await request.json());
    if (asked.data?.query.includes('bulkOperation(')) faults.stateRequests += 1;
    else faults.requests += 1;
    if (Math.random() < faults.throttledShare) {
      const headers = { 'retry-after': String(faults.retryAfterSeconds) };
      return Response.json({ errors: 'Exceeded 2 calls per second' }, { status: 429, headers });
    }
    if (!options.tokens.isValid(request.headers.get('x-shopify-access-token') ?? '')) {
      const errors = '[API] Invalid API key or access token (unrecognized login or wrong password)';
      return Response.json({ errors }, { status: 401 });
    }
    if (!asked.success)
      return Response.json({ errors: z.prettifyError(asked.error) }, { status: 400 });
    return Response.json(await answer(context, throttle, asked.data));
  };
}

type Answer = ExecutionResult & { extensions?: Node };

async function answer(
  context: ApiContext,
  throttle: Throttle,
  asked: z.infer<typeof GraphqlRequest>,
): Promise<Answer> {
  const admin = adminSchema();
  const variables = asked.variables ?? {};
  const document = parsed(asked.query);
  if (document instanceof GraphQLError) return { errors: [document] };
  const invalid = validate(admin.schema, document);
  if (invalid.length > 0) return { errors: invalid };
  const denied = deniedFields(admin, document, context.scopes);
  if (denied.length > 0) return { data: null, errors: denied };

  const requested = requestedCost(admin.schema, document, variables);
  if (requested > MAX_QUERY_COST)
    return refusal(
      'MAX_COST_EXCEEDED',
      `Query cost is ${requested}, which exceeds the single query max cost limit (${MAX_QUERY_COST}).`,
      requested,
      throttle.status(),
    );
  if (!throttle.take(requested))
    return refusal('THROTTLED', 'Throttled', requested, throttle.status());
  const { result, objects } = await executeAdmin(admin, document, {
    variables,
    operationName: asked.operationName ?? undefined,
    roots: { query: queryRoot(context), mutation: mutationRoot(context) },
  });
  const actual = Math.min(requested, objects);
  throttle.giveBack(requested - actual);
  return { ...result, extensions: costExtension(requested, actual, throttle.status()) };
}

function mutationRoot(context: ApiContext): Node {
  return {
    ...bulkMutations(context),
    ...customerMutations(context),
    ...companyMutations(context),
    ...companyLocationMutations(context),
    ...draftOrderMutations(context),
    ...segmentMutations(context.books),
    ...discountMutations(context.books),
    ...webPixelMutations(context.books),
  };
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function refusal(code: string, message: string, requested: number, status: Bucket): Answer {
  const documentation = 'https://shopify.dev/api/usage/rate-limits';
  return {
    errors: [new GraphQLError(message, { extensions: { code, documentation } })],
    extensions: costExtension(requested, null, status),
  };
}

function costExtension(
  requestedQueryCost: number,
  actualQueryCost: number | null,
  throttleStatus: Bucket,
): Node {
  return { cost: { requestedQueryCost, actualQueryCost, throttleStatus } };
}
