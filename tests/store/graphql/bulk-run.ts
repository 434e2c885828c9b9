import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import {
  getNamedType,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
} from 'graphql';
import { emitEvent } from '../shop-books.ts';
import { gid } from '../shop-records.ts';
import { adminSchema } from './admin-schema.ts';
import type { BulkOperation } from './bulk-operations.ts';
import type { PageArgs } from './connection.ts';
import { executeAdmin, type ApiContext } from './execute.ts';
import type { Node } from './node.ts';
import { instant } from './nodes/values.ts';
import { queryRoot } from './queries.ts';
import { deniedFields } from './scopes.ts';

const MOST_CONNECTIONS = 5;
const DEEPEST_CONNECTION = 2;
/** Objects of the outermost list in one chunk. */
const CHUNK = 100;

/** Why a query cannot be run in bulk; null when it can. */
export function bulkFault(context: ApiContext, query: string): string | null {
  const admin = adminSchema();
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return `Invalid bulk query: ${String(error)}`;
  }
  const problems = validate(admin.schema, document);
  const denied = problems.length > 0 ? [] : deniedFields(admin, document, context.scopes);
  const [first] = [...problems, ...denied];
  if (first) return `Invalid bulk query: ${first.message}`;
  const { count, depth } = connectionsIn(document);
  if (count === 0) return 'Bulk queries must contain at least one connection.';
  if (count > MOST_CONNECTIONS) return 'Bulk queries cannot contain more than 5 connections.';
  return depth > DEEPEST_CONNECTION
    ? 'Bulk queries cannot contain connections with a nesting depth greater than 2.'
    : null;
}

/** Runs an operation to its end: the file is there, and the shop's apps are notified. */
export async function runBulkQuery(context: ApiContext, operation: BulkOperation): Promise<void> {
  operation.status = 'RUNNING';
  const document = parse(operation.query);
  for (let after: string | null | undefined; after !== null;) {
    if (isCalledOff(operation)) return finish(context, operation, 'CANCELED');
    after = await runChunk(context, operation, document, after);
    await yieldToEventLoop();
  }
  operation.file = Buffer.concat(operation.lines.splice(0));
  finish(context, operation, 'COMPLETED');
}

/** Asked again each time, because it is called off from outside. */
function isCalledOff({ status }: BulkOperation): boolean {
  return status === 'CANCELING';
}

/** Writes the lines of the next objects; gives the cursor after them, null after the last. */
async function runChunk(
  context: ApiContext,
  operation: BulkOperation,
  document: DocumentNode,
  after: string | undefined,
): Promise<string | null> {
  let next: string | null = null;
  const paged = Object.entries(queryRoot(context)).map(([name, field]): [string, unknown] => [
    name,
    typeof field === 'function'
      ? (args: PageArgs) => {
          const page = (field as (args: PageArgs) => unknown)({
            ...args,
            whole: false,
            first: CHUNK,
            after,
          });
          next = isPage(page) && page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
          return page;
        }
      : field,
  ]);
  const { result } = await executeAdmin(adminSchema(), document, {
    variables: {},
    roots: { query: Object.fromEntries(paged), mutation: {} },
    extraArgs: { whole: true },
  });
  if (result.errors) throw new Error(result.errors.map(({ message }) => message).join('; '));
  const [root] = Object.values(result.data ?? {});
  for (const object of objectsOf(root) ?? []) write(operation, object, null);
  return next;
}

function write(operation: BulkOperation, object: Node, parent: unknown): void {
  const children: Node[] = [];
  const own = Object.entries(object).filter(([, value]) => {
    const listed = objectsOf(value);
    if (listed) children.push(...listed);
    return !listed;
  });
  const line = parent === null ? own : [...own, ['__parentId', parent] as const];
  operation.lines.push(Buffer.from(`${JSON.stringify(Object.fromEntries<unknown>(line))}\n`));
  operation.objects += 1;
  if (parent === null) operation.rootObjects += 1;
  for (const child of children) write(operation, child, object.id);
}

/** What a connection holds; null for anything else. */
function objectsOf(value: unknown): Node[] | null {
  if (typeof value !== 'object' || value === null) return null;
  if ('edges' in value && Array.isArray(value.edges))
    return (value.edges as { node: Node }[]).map(({ node }) => node);
  return 'nodes' in value && Array.isArray(value.nodes) ? (value.nodes as Node[]) : null;
}

type Page = { pageInfo: { hasNextPage: boolean; endCursor: string | null } };

function isPage(value: unknown): value is Page {
  return typeof value === 'object' && value !== null && 'pageInfo' in value;
}

function connectionsIn(document: DocumentNode): { count: number; depth: number } {
  const typeInfo = new TypeInfo(adminSchema().schema);
  const isConnection = () => getNamedType(typeInfo.getType())?.name.endsWith('Connection') ?? false;
  const found = { count: 0, depth: 0 };
  const open: boolean[] = [];
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        enter() {
          open.push(isConnection());
          if (open.at(-1)) found.count += 1;
          found.depth = Math.max(found.depth, open.filter(Boolean).length);
        },
        leave() {
          open.pop();
        },
      },
    }),
  );
  return found;
}

function finish(
  { books }: ApiContext,
  operation: BulkOperation,
  status: 'COMPLETED' | 'CANCELED',
): void {
  const at = books.clock.now();
  Object.assign(operation, { status, completedAt: at });
  const payload = {
    admin_graphql_api_id: gid('BulkOperation', operation.id),
    completed_at: instant(at),
    created_at: instant(operation.createdAt),
    error_code: operation.errorCode,
    status: status.toLowerCase(),
    type: 'query',
  };
  emitEvent(books, 'bulk_operations/finish', payload, at);
}
