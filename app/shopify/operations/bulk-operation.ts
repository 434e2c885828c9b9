import { z } from 'zod';
import type { AdminClient, Operation } from '../admin-client.ts';
import type { AdminOutcome } from '../admin-response.ts';

export type BulkOperation = {
  status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'CANCELING' | 'CANCELED' | 'FAILED' | 'EXPIRED';
  errorCode: string | null;
  /** Objects of the outermost list so far. */
  objects: number;
  /** Bytes; null while there is no file. */
  fileSize: number | null;
  /** Where the file is for seven days; null while there is none, or nothing in it. */
  url: string | null;
};

const operation: Operation<BulkOperation | null> = {
  name: 'BulkOperation',
  text: `#graphql
    query BulkOperation($id: ID!) {
      bulkOperation(id: $id) { status errorCode rootObjectCount fileSize url }
    }`,
  responseSchema: z
    .object({
      bulkOperation: z
        .object({
          status: z.enum([
            'CREATED',
            'RUNNING',
            'COMPLETED',
            'CANCELING',
            'CANCELED',
            'FAILED',
            'EXPIRED',
          ]),
          errorCode: z.string().nullable(),
          rootObjectCount: z.coerce.number().int(),
          fileSize: z.coerce.number().int().nullable(),
          url: z.url().nullable(),
        })
        .nullable(),
    })
    .transform(({ bulkOperation: found }) =>
      found === null
        ? null
        : {
            status: found.status,
            errorCode: found.errorCode,
            objects: found.rootObjectCount,
            fileSize: found.fileSize,
            url: found.url,
          },
    ),
};

/** How a bulk operation stands; null when Shopify does not know it any more. */
export async function bulkOperation(
  admin: AdminClient,
  id: string,
): Promise<AdminOutcome<BulkOperation | null>> {
  return await admin.run(operation, { id });
}
