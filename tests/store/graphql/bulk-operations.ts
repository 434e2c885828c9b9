import { setTimeout as sleep } from 'node:timers/promises';
import type { StoreRoute } from '../routes.ts';
import { gid, type ShopifyId } from '../shop-records.ts';
import type { Node } from './node.ts';
import { instant } from './nodes/values.ts';

export type BulkStatus = 'CREATED' | 'RUNNING' | 'COMPLETED' | 'CANCELING' | 'CANCELED' | 'FAILED';

export type BulkOperation = {
  readonly id: ShopifyId;
  readonly query: string;
  readonly createdAt: number;
  status: BulkStatus;
  errorCode: string | null;
  completedAt: number | null;
  /** Lines, and lines without a parent. */
  objects: number;
  rootObjects: number;
  lines: Buffer[];
  file: Buffer | null;
  /** Where the file is once the operation is completed. */
  readonly url: string;
};

/** Every bulk operation of the store and the files they made. */
export type BulkDesk = {
  readonly operations: Map<ShopifyId, BulkOperation>;
  /** Starts an operation; it goes on by itself. */
  start(id: ShopifyId, query: string, at: number): BulkOperation;
  /** GET /bulk/:id.jsonl, in ranges as file stores give them. */
  readonly files: StoreRoute;
};

/** How the files of bulk operations are served. */
export type BulkFaults = {
  /** Real milliseconds between two pieces of 64 KB of a file. */
  bulkPauseMs: number;
  /** While set, nothing is sent of any file. */
  isBulkHeld: boolean;
};

/** What is sent of a file at once over a narrow line. */
const PIECE_BYTES = 64 * 1024;
/** How soon a file that was held goes on, milliseconds. */
const HELD_POLL_MS = 20;

/** How many queries run at once for one app in one shop. */
export const BULK_AT_ONCE = 5;

/**
 * @param storeUrl address under which `files` answers
 * @param run does the work of an operation that was just created
 * @param faults how its files are served; read again for each piece
 */
export function openBulkDesk(
  storeUrl: string,
  run: (operation: BulkOperation) => Promise<void>,
  faults: BulkFaults,
): BulkDesk {
  const operations = new Map<ShopifyId, BulkOperation>();
  return {
    operations,
    start(id, query, createdAt) {
      const operation: BulkOperation = {
        id,
        query,
        createdAt,
        status: 'CREATED',
        errorCode: null,
        completedAt: null,
        objects: 0,
        rootObjects: 0,
        lines: [],
        file: null,
        url: `${storeUrl}/bulk/${id}.jsonl`,
      };
      operations.set(id, operation);
      setImmediate(() => {
        run(operation).catch((error: unknown) => {
          process.stderr.write(`store: bulk operation ${id} failed: ${String(error)}\n`);
          Object.assign(operation, {
            status: 'FAILED',
            errorCode: 'INTERNAL_SERVER_ERROR',
            completedAt: createdAt,
          });
        });
      });
      return operation;
    },
    files(request, url) {
      const id = /^\/bulk\/(\d+)\.jsonl$/.exec(url.pathname)?.[1];
      const file = id === undefined ? null : operations.get(id)?.file;
      return file ? ranged(request, file, faults) : undefined;
    },
  };
}

function ranged(request: Request, file: Buffer, faults: BulkFaults): Response {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.get('range') ?? '')?.[1] ?? NaN);
  const headers = { 'content-type': 'application/jsonl', 'accept-ranges': 'bytes' };
  if (Number.isNaN(from)) return new Response(new Uint8Array(file), { headers });
  if (from >= file.length) {
    const range = { ...headers, 'content-range': `bytes */${String(file.length)}` };
    return new Response(null, { status: 416, headers: range });
  }
  const range = `bytes ${String(from)}-${String(file.length - 1)}/${String(file.length)}`;
  const rest = new Uint8Array(file.subarray(from));
  const isSlow = faults.bulkPauseMs > 0 || faults.isBulkHeld;
  return new Response(isSlow ? slowly(rest, faults) : rest, {
    status: 206,
    headers: { ...headers, 'content-range': range },
  });
}

/** Bytes piece by piece, as over a narrow line. */
function slowly(bytes: Uint8Array, faults: BulkFaults): ReadableStream {
  let sent = 0;
  let isGivenUp = false;
  return new ReadableStream({
    async pull(controller) {
      while (faults.isBulkHeld && !isGivenUp) await sleep(HELD_POLL_MS);
      if (isGivenUp) return;
      controller.enqueue(bytes.subarray(sent, (sent += PIECE_BYTES)));
      if (sent >= bytes.length) return controller.close();
      await sleep(faults.bulkPauseMs);
    },
    cancel() {
      isGivenUp = true;
    },
  });
}

export function bulkOperationNode(operation: BulkOperation): Node {
  return {
    __typename: 'BulkOperation',
    id: gid('BulkOperation', operation.id),
    type: 'QUERY',
    query: operation.query,
    status: operation.status,
    errorCode: operation.errorCode,
    createdAt: instant(operation.createdAt),
    completedAt: operation.completedAt === null ? null : instant(operation.completedAt),
    objectCount: String(operation.objects),
    rootObjectCount: String(operation.rootObjects),
    fileSize: operation.file === null ? null : String(operation.file.length),
    // A file with nothing in it is not made.
    url: operation.file === null || operation.objects === 0 ? null : operation.url,
    partialDataUrl: null,
  };
}
