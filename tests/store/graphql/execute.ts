import {
  GraphQLError,
  OperationTypeNode,
  execute,
  getOperationAST,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLResolveInfo,
} from 'graphql';
import type { Node } from './node.ts';
import type { ShopBooks } from '../shop-books.ts';
import type { ShopifyId } from '../shop-records.ts';
import type { AdminSchema } from './admin-schema.ts';
import type { BulkDesk } from './bulk-operations.ts';

export type ApiContext = {
  books: ShopBooks;
  scopes: readonly string[];
  bulk: BulkDesk;
  /** The object of a type with an id; null for no id and for an unknown one. Keeps objects from importing each other. */
  node: (type: string, id: ShopifyId | null | undefined) => Node | null;
};

export type Executed = { result: ExecutionResult; objects: number };

/** Executes a valid document; counts the objects it returned. What the store lacks is an error, never made up. */
export async function executeAdmin(
  admin: AdminSchema,
  document: DocumentNode,
  request: {
    variables: Record<string, unknown>;
    operationName?: string;
    roots: Record<'query' | 'mutation', Node>;
    /** Given to every field besides its own arguments. */
    extraArgs?: Record<string, unknown>;
  },
): Promise<Executed> {
  let objects = 0;
  const fieldResolver = (
    source: unknown,
    args: unknown,
    _context: unknown,
    info: GraphQLResolveInfo,
  ): unknown => {
    const value = resolveField(
      source,
      request.extraArgs ? { ...request.extraArgs, ...(args as object) } : args,
      info,
    );
    if (Array.isArray(value)) objects += value.length;
    else if (typeof value === 'object' && value !== null) objects += 1;
    return value;
  };
  const operation = getOperationAST(document, request.operationName)?.operation;
  const result = await execute({
    schema: admin.schema,
    document,
    rootValue: request.roots[operation === OperationTypeNode.MUTATION ? 'mutation' : 'query'],
    variableValues: request.variables,
    operationName: request.operationName,
    fieldResolver,
  });
  return { result, objects };
}

function resolveField(source: unknown, args: unknown, info: GraphQLResolveInfo): unknown {
  const value = isNode(source) ? source[info.fieldName] : undefined;
  if (value === undefined) {
    throw new GraphQLError(
      `The local store does not implement ${info.parentType.name}.${info.fieldName} yet.`,
      {
        extensions: { code: 'NOT_IMPLEMENTED' },
      },
    );
  }
  return typeof value === 'function' ? (value as (args: unknown) => unknown)(args) : value;
}

function isNode(source: unknown): source is Node {
  return typeof source === 'object' && source !== null;
}
