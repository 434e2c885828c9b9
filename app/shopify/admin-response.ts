import { z } from 'zod';
import type { ThrottleStatus } from './throttle.ts';

export type UserError = { field: string[] | null; message: string; code: string | null };

/** What Shopify said of an input that it refused. */
export function userErrorText(errors: readonly UserError[]): string {
  return errors.map(({ message }) => message).join(' ');
}

/** The outcome of an operation on the Admin API. */
export type AdminOutcome<T> =
  | { outcome: 'ok'; data: T }
  /** Usable, but fields of protected customer data are null: the app is not approved for them. */
  | { outcome: 'redacted'; data: T }
  /** Shopify refused the input; trying again will not help. */
  | { outcome: 'user_errors'; errors: UserError[] }
  /** Still throttled after every try; try again after this many milliseconds. */
  | { outcome: 'throttled'; retryAfterMs: number }
  /** The scope, plan or state of the shop does not allow it. */
  | { outcome: 'denied'; reason: string }
  /** There is no token, or Shopify does not take it any more; the next visit of the admin brings a new one. */
  | { outcome: 'unauthorized' }
  /** No usable answer; it is not known whether the operation took place. */
  | { outcome: 'failed'; reason: string };

/** What the cost part of a response says. */
export type Cost = { requested: number; status: ThrottleStatus };

const CostExtension = z.object({
  cost: z.object({
    requestedQueryCost: z.number(),
    throttleStatus: z.object({
      maximumAvailable: z.number(),
      currentlyAvailable: z.number(),
      restoreRate: z.number().positive(),
    }),
  }),
});

const GraphqlErrors = z.array(
  z.object({
    message: z.string().default(''),
    extensions: z.object({ code: z.string().optional() }).optional(),
  }),
);

const UserErrors = z.array(
  z.object({
    field: z
      .array(z.string())
      .nullish()
      .transform((field) => field ?? null),
    message: z.string(),
    code: z
      .string()
      .nullish()
      .transform((code) => code ?? null),
  }),
);

/** The `data`, `errors` and `extensions` of a GraphQL response, not yet checked. */
export type GraphqlResponse = { data: unknown; errors: unknown; extensions: unknown };

/** Reads the cost part of a response; null when it has none. */
export function readCost(extensions: unknown): Cost | null {
  const parsed = CostExtension.safeParse(extensions);
  if (!parsed.success) return null;
  return {
    requested: parsed.data.cost.requestedQueryCost,
    status: parsed.data.cost.throttleStatus,
  };
}

/** Whether Shopify refused to run the operation because the bucket was empty. */
export function isThrottled(response: GraphqlResponse): boolean {
  return errorCodes(response.errors).includes('THROTTLED');
}

/**
 * Parses a response that was not throttled.
 * @param schema shape of the data the operation asks for
 */
export function parseGraphqlResponse<T>(
  response: GraphqlResponse,
  schema: z.ZodType<T>,
): AdminOutcome<T> {
  const codes = errorCodes(response.errors);
  const denied = codes.length > 0 && codes.every((code) => code === 'ACCESS_DENIED');
  if (codes.length > 0 && !denied)
    return { outcome: 'failed', reason: `GraphQL errors: ${codes.join(', ')}` };
  const errors = userErrorsOf(response.data);
  if (errors.length > 0) return { outcome: 'user_errors', errors };
  const parsed = schema.safeParse(response.data);
  if (parsed.success) return { outcome: denied ? 'redacted' : 'ok', data: parsed.data };
  if (denied) return { outcome: 'denied', reason: 'ACCESS_DENIED' };
  const paths = parsed.error.issues.map((issue) => issue.path.join('.'));
  return { outcome: 'failed', reason: `unexpected answer at ${paths.join(', ')}` };
}

function errorCodes(errors: unknown): string[] {
  if (errors === undefined || errors === null) return [];
  const parsed = GraphqlErrors.safeParse(errors);
  if (!parsed.success) return ['UNREADABLE'];
  return parsed.data.map((error) => error.extensions?.code ?? 'UNKNOWN');
}

/** The user errors of every mutation in the response. */
function userErrorsOf(data: unknown): UserError[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.values(data).flatMap((field: unknown) => {
    if (typeof field !== 'object' || field === null || !('userErrors' in field)) return [];
    return UserErrors.parse(field.userErrors);
  });
}
