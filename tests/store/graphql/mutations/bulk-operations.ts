import type { Node } from '#tests/store/graphql/node.ts';
import { idFromGid } from '../../shop-records.ts';
import { BULK_AT_ONCE, bulkOperationNode } from '../bulk-operations.ts';
import { bulkFault } from '../bulk-run.ts';
import type { ApiContext } from '../execute.ts';
import { refused } from '../user-error.ts';

export function bulkMutations(context: ApiContext): Node {
  const { books, bulk } = context;
  return {
    bulkOperationRunQuery: ({ query }: { query: string }) => {
      const message = bulkFault(context, query);
      if (message !== null)
        return refused(['bulkOperation'], { field: ['query'], message, code: 'INVALID' });
      const running = [...bulk.operations.values()].filter(
        ({ completedAt }) => completedAt === null,
      );
      if (running.length >= BULK_AT_ONCE) {
        return refused(['bulkOperation'], {
          field: null,
          message: `A bulk query operation for this app and shop is already in progress: ${String(BULK_AT_ONCE)} run.`,
          code: 'OPERATION_IN_PROGRESS',
        });
      }
      const operation = bulk.start(books.ids.next(), query, books.clock.now());
      return { bulkOperation: bulkOperationNode(operation), userErrors: [] };
    },
    bulkOperationCancel: ({ id }: { id: string }) => {
      const operation = bulk.operations.get(idFromGid('BulkOperation', id) ?? '');
      if (!operation) {
        const message = 'Bulk operation does not exist.';
        return refused(['bulkOperation'], { field: ['id'], message, code: 'INVALID' });
      }
      if (operation.completedAt === null) operation.status = 'CANCELING';
      return { bulkOperation: bulkOperationNode(operation), userErrors: [] };
    },
  };
}
