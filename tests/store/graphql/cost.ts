import {
  Kind,
  TypeInfo,
  getNamedType,
  isCompositeType,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';

/** What Shopify lets a single query cost. */
export const MAX_QUERY_COST = 1_000;

const MUTATION_COST = 10;

/**
 * The requested cost by Shopify's published rules: an object 1, a scalar 0, a mutation 10, and what stands in a
 * connection as often as `first` or `last` asks for.
 */
export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
): number {
  const typeInfo = new TypeInfo(schema);
  const factors = [1];
  let cost = 0;
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        enter(node) {
          const named = getNamedType(typeInfo.getType());
          const factor = factors.at(-1) ?? 1;
          const parent = typeInfo.getParentType()?.name;
          if (parent === schema.getMutationType()?.name) cost += MUTATION_COST;
          else if (isCompositeType(named) && !isWrapper(named.name, node)) cost += factor;
          factors.push(factor * pageSize(node, variables));
        },
        leave() {
          factors.pop();
        },
      },
    }),
  );
  return cost;
}

/** Edges and pageInfo only wrap what a connection holds. */
function isWrapper(typeName: string, node: FieldNode): boolean {
  return typeName === 'PageInfo' || node.name.value === 'edges';
}

function pageSize(node: FieldNode, variables: Record<string, unknown>): number {
  const argument = node.arguments?.find(
    ({ name }) => name.value === 'first' || name.value === 'last',
  );
  if (!argument) return 1;
  if (argument.value.kind === Kind.INT) return Number(argument.value.value);
  return argument.value.kind === Kind.VARIABLE
    ? Number(variables[argument.value.name.value] ?? 1)
    : 1;
}

export type Bucket = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };

export type Throttle = {
  /** Takes a cost out of the bucket; false when it does not hold so much now. */
  take(cost: number): boolean;
  /** Gives back what a query did not use of its requested cost. */
  giveBack(cost: number): void;
  status(): Bucket;
};

/** Shopify's leaky bucket: it refills with so many points a second; the standard plan's by default. */
export function leakyBucket(
  now: () => number,
  { maximum = 2_000, restoreRate = 100 } = {},
): Throttle {
  let available = maximum;
  let countedAt = now();
  const refill = () => {
    available = Math.min(maximum, available + ((now() - countedAt) / 1_000) * restoreRate);
    countedAt = now();
  };
  return {
    take(cost) {
      refill();
      if (cost > available) return false;
      available -= cost;
      return true;
    },
    giveBack(cost) {
      available = Math.min(maximum, available + cost);
    },
    status() {
      refill();
      return { maximumAvailable: maximum, currentlyAvailable: Math.floor(available), restoreRate };
    },
  };
}
