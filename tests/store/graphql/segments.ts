import { GraphQLError } from 'graphql';
import { BadSegmentQuery, readSegmentQuery } from '../segment-query.ts';
import type { ShopBooks } from '../shop-books.ts';
import { gid, idFromGid, type CustomerSegment } from '../shop-records.ts';
import { connection, type PageArgs } from './connection.ts';
import type { Node } from './node.ts';
import { instant } from './nodes/values.ts';
import { refused, type UserError } from './user-error.ts';

type MembersArgs = Pick<PageArgs, 'first' | 'after'> & {
  segmentId?: string | null;
  query?: string | null;
};

const LONGEST_NAME = 255;

/** `segments`, `segment` and `customerSegmentMembers`. */
export function segmentQueries(books: ShopBooks): Node {
  return {
    segments: (args: PageArgs) =>
      connection(books.segments.values(), args, segmentNode, {
        search: { default: ({ name }) => name, name: ({ name }) => name },
        sort: { CREATION_DATE: ({ createdAt }) => createdAt },
      }),
    segment: ({ id }: { id: string }) => {
      const segment = books.segments.get(idFromGid('Segment', id) ?? '');
      return segment === undefined ? null : segmentNode(segment);
    },
    customerSegmentMembers: (args: MembersArgs) => members(books, args),
  };
}

/** `segmentCreate`, `segmentUpdate` and `segmentDelete`. */
export function segmentMutations(books: ShopBooks): Node {
  return {
    segmentCreate: ({ name, query }: { name: string; query: string }) => {
      const errors = problems(books, name, query);
      if (errors.length > 0) return refused(['segment'], ...errors);
      const at = books.clock.now();
      const segment = { id: books.ids.next(), name, query, createdAt: at, updatedAt: at };
      books.segments.set(segment.id, segment);
      return { segment: segmentNode(segment), userErrors: [] };
    },
    segmentUpdate: (args: { id: string; name?: string | null; query?: string | null }) => {
      const segment = books.segments.get(idFromGid('Segment', args.id) ?? '');
      if (!segment) return refused(['segment'], absent());
      const [name, query] = [args.name ?? segment.name, args.query ?? segment.query];
      const errors = problems(books, name, query, segment.id);
      if (errors.length > 0) return refused(['segment'], ...errors);
      Object.assign(segment, { name, query, updatedAt: books.clock.now() });
      return { segment: segmentNode(segment), userErrors: [] };
    },
    segmentDelete: ({ id }: { id: string }) =>
      books.segments.delete(idFromGid('Segment', id) ?? '')
        ? { deletedSegmentId: id, userErrors: [] }
        : refused(['deletedSegmentId'], absent()),
  };
}

function absent(): UserError {
  return { field: ['id'], message: 'Segment does not exist', code: 'NOT_FOUND' };
}

function problems(books: ShopBooks, name: string, query: string, id?: string): UserError[] {
  const errors: UserError[] = [];
  if (name.trim() === '' || name.length > LONGEST_NAME)
    errors.push({ field: ['name'], message: 'Name is invalid', code: 'INVALID' });
  if ([...books.segments.values()].some((one) => one.name === name && one.id !== id))
    errors.push({ field: ['name'], message: 'Name has already been taken', code: 'TAKEN' });
  try {
    readSegmentQuery(books, query);
  } catch (error) {
    if (!(error instanceof BadSegmentQuery)) throw error;
    errors.push({ field: ['query'], message: error.message, code: 'INVALID' });
  }
  return errors;
}

function segmentNode({ id, name, query, createdAt, updatedAt }: CustomerSegment): Node {
  return {
    __typename: 'Segment',
    id: gid('Segment', id),
    name,
    query,
    creationDate: instant(createdAt),
    lastEditDate: instant(updatedAt),
  };
}

/** Members have ids of their own kind, with the number of the customer. */
function members(books: ShopBooks, { segmentId, query, ...page }: MembersArgs): Node {
  const segment = books.segments.get(idFromGid('Segment', segmentId ?? '') ?? '');
  if (segmentId && !segment)
    throw new GraphQLError('Segment not found', { extensions: { code: 'NOT_FOUND' } });
  const isIn = readSegmentQuery(books, segment?.query ?? query ?? '');
  return connection([...books.customers.values()].filter(isIn), page, ({ id }) => ({
    __typename: 'CustomerSegmentMember',
    id: gid('CustomerSegmentMember', id),
  }));
}
