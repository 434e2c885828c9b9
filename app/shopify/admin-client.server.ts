import {
  GraphqlQueryError,
  HttpRequestError,
  HttpResponseError,
  HttpThrottlingError,
  InvalidJwtError,
} from '@shopify/shopify-api';
import { SessionNotFoundError } from '@shopify/shopify-app-remix/server';
import type { Clock } from '#app/lib/clock.ts';
import { type AdminClient, isReadOperation, type Operation } from './admin-client.ts';
import {
  type AdminOutcome,
  isThrottled,
  type GraphqlResponse,
  parseGraphqlResponse,
  readCost,
} from './admin-response.ts';
import {
  type Bucket,
  FALLBACK_WAIT_MS,
  LONGEST_WAIT_MS,
  MAX_READS,
  MAX_TRIES,
  retryAfter,
  waitFor,
} from './throttle.ts';

/** Sends one GraphQL request as the app in a shop, as Shopify's library does; throws what it throws. */
export type SendGraphql = (
  shop: string,
  text: string,
  variables: Record<string, unknown>,
) => Promise<Response>;

export type AdminClientPorts = {
  send: SendGraphql;
  /** Forgets a token that Shopify refused. */
  forget(shop: string): Promise<void>;
  /** Real time: Shopify's bucket does not know of any other. */
  clock: Clock;
  random(): number;
  sleep(ms: number): Promise<void>;
};

type RequestAttempt =
  | { kind: 'answer'; answer: GraphqlResponse }
  | { kind: 'wait'; ms: number }
  /** The connection was lost: it is not known whether Shopify did it. */
  | { kind: 'lost' }
  | {
      kind: 'end';
      end: Extract<AdminOutcome<never>, { outcome: 'denied' | 'unauthorized' | 'failed' }>;
    };

/**
 * Makes clients that share what is known of each shop's cost bucket.
 * Only what certainly did not run is repeated (THROTTLED, 429, 503; https://shopify.dev/docs/api/usage/rate-limits),
 * and what only reads also when its connection was lost: a server may close an idle one as it is used again.
 * @returns gives the client of a shop domain
 */
export function adminClients(ports: AdminClientPorts): (shop: string) => AdminClient {
  const buckets = new Map<string, Bucket>();
  const costs = new Map<string, number>();

  function note(shop: string, operation: string, extensions: unknown): void {
    const cost = readCost(extensions);
    if (cost === null) return;
    buckets.set(shop, { status: cost.status, at: ports.clock.now() });
    costs.set(operation, cost.requested);
  }
  function wait(shop: string, operation: string): number {
    return waitFor(buckets.get(shop), costs.get(operation) ?? 0, ports.clock.now(), ports.random());
  }

  async function run<T>(
    shop: string,
    operation: Operation<T>,
    variables: Record<string, unknown>,
  ): Promise<AdminOutcome<T>> {
    let pause = wait(shop, operation.name);
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      if (pause > LONGEST_WAIT_MS) return { outcome: 'throttled', retryAfterMs: pause };
      if (pause > 0) await ports.sleep(pause);
      const attempt = await attemptOnce(ports.send, shop, operation.text, variables);
      if (attempt.kind === 'end') {
        if (attempt.end.outcome === 'unauthorized') await ports.forget(shop);
        return attempt.end;
      }
      if (attempt.kind === 'lost') {
        if (!isReadOperation(operation.text) || tries + 1 >= MAX_READS)
          return { outcome: 'failed', reason: 'no answer' };
        pause = FALLBACK_WAIT_MS;
        continue;
      }
      if (attempt.kind === 'wait') {
        pause = attempt.ms;
        continue;
      }
      note(shop, operation.name, attempt.answer.extensions);
      if (!isThrottled(attempt.answer))
        return parseGraphqlResponse(attempt.answer, operation.responseSchema);
      pause = wait(shop, operation.name) || FALLBACK_WAIT_MS;
    }
    return { outcome: 'throttled', retryAfterMs: pause };
  }

  return (shop) => ({ shop, run: (operation, variables = {}) => run(shop, operation, variables) });
}

async function attemptOnce(
  send: SendGraphql,
  shop: string,
  text: string,
  variables: Record<string, unknown>,
): Promise<RequestAttempt> {
  try {
    const response = await send(shop, text, variables);
    return { kind: 'answer', answer: graphqlResponse(await response.json(), undefined) };
  } catch (error) {
    return readThrown(error);
  }
}

/** Turns what Shopify's library throws into what it means; anything else is a defect and stays thrown. */
function readThrown(error: unknown): RequestAttempt {
  if (error instanceof GraphqlQueryError) {
    return { kind: 'answer', answer: graphqlResponse(error.body, graphqlErrors(error.body)) };
  }
  if (error instanceof HttpThrottlingError)
    return { kind: 'wait', ms: retryAfter(error.response.retryAfter) };
  if (error instanceof SessionNotFoundError || error instanceof InvalidJwtError) {
    return { kind: 'end', end: { outcome: 'unauthorized' } };
  }
  if (isRefusal(error)) return readRefusal(error.response);
  // The library throws a bare Response when a token cannot be refreshed.
  if (error instanceof Response) return { kind: 'end', end: refusal(error.status) };
  if (error instanceof HttpRequestError) return { kind: 'lost' };
  throw error;
}

/** The library's class with its declared fields; its own check leaves them `any`. */
function isRefusal(error: unknown): error is HttpResponseError {
  return error instanceof HttpResponseError;
}

function readRefusal({ code, headers, body }: HttpResponseError['response']): RequestAttempt {
  if (code === 503)
    return { kind: 'wait', ms: retryAfter(Number(headerOf(headers, 'Retry-After'))) };
  // What the token address says of a refresh token that is spent, expired or revoked.
  const dead = code === 400 && isRecord(body) && body.error === 'invalid_subject_token';
  return { kind: 'end', end: dead ? { outcome: 'unauthorized' } : refusal(code) };
}

function refusal(status: number): Extract<RequestAttempt, { kind: 'end' }>['end'] {
  if (status === 401) return { outcome: 'unauthorized' };
  // 402 frozen, 403 forbidden, 404 closed, 423 locked: only the merchant can change that.
  if ([402, 403, 404, 423].includes(status))
    return { outcome: 'denied', reason: `HTTP ${String(status)}` };
  return { outcome: 'failed', reason: `HTTP ${String(status)}` };
}

function graphqlResponse(body: unknown, errors: unknown): GraphqlResponse {
  const { data, extensions } = isRecord(body) ? body : {};
  return { data, errors, extensions };
}

function graphqlErrors(body: unknown): unknown {
  return isRecord(body) && isRecord(body.errors) ? body.errors.graphQLErrors : [{}];
}

function headerOf(headers: unknown, name: string): unknown {
  const value = isRecord(headers) ? headers[name] : undefined;
  return Array.isArray(value) ? value[0] : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
