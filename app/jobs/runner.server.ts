import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Logger as QueueLogger,
  makeWorkerUtils,
  run,
  type Runner,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from 'pino';
import { SECOND } from '#app/lib/duration.ts';
import {
  renewHeartbeat,
  HEARTBEAT_MS,
  releaseHeartbeat,
  LeaseExpiredError,
  expireLeases,
  type Heartbeat,
} from '#app/queue/heartbeat.server.ts';
import { repeat } from '#app/platform/repeat.server.ts';
import { orphanedQueueWorkers } from './store/orphaned-queue-workers.server.ts';

/** How soon a job is found whose announcement was missed. */
const POLL_MS = SECOND / 2;

export type JobRunner = {
  /** Finishes the jobs under way, then leaves in good order. */
  stop(): Promise<void>;
};

/** One run of the queue, from its start until it is stopped or gives up. */
type RunningQueue = {
  runner: Runner;
  /** In whose name it locks jobs. */
  locker: string;
  hasStopped: boolean;
  /** Resolves when it takes no more jobs. */
  stopping: Promise<void>;
};

type Options = {
  /** Connections that may touch the queue's own tables. */
  queuePool: pg.Pool;
  pool: pg.Pool;
  heartbeat: Heartbeat;
  tasks: TaskList;
  concurrency: number;
  logger: Logger;
  /** Called once when the lease of this process expired and it must end. */
  onLeaseExpired: () => void;
};

/**
 * Runs background jobs with a heartbeat: a process without a heartbeat for 6 seconds loses its jobs to the
 * others, which pick them up at once. (The queue alone would keep a killed process's jobs for four hours.)
 */
export async function startRunner(options: Options): Promise<JobRunner> {
  const { queuePool, pool, heartbeat, logger, tasks } = options;
  const utils = await makeWorkerUtils({ pgPool: queuePool, logger: queueLogger(logger) });
  const queue = await superviseQueue(options);

  async function takeOver(): Promise<void> {
    const fences = await expireLeases(pool, heartbeat);
    if (fences.length > 0) logger.warn({ fences }, 'took over from processes whose lease expired');
    const orphans = await orphanedQueueWorkers(queuePool);
    if (orphans.length > 0) await utils.forceUnlockWorkers(orphans);
  }
  const onError = (error: unknown) => {
    if (error instanceof LeaseExpiredError) options.onLeaseExpired();
    else logger.error({ err: error }, 'could not reach the database; trying again');
  };
  const renewing = repeat(HEARTBEAT_MS, onError, () =>
    renewHeartbeat(pool, heartbeat, queue.lockers()),
  );
  const watching = repeat(POLL_MS, onError, takeOver);
  logger.info({ fence: heartbeat.fence, tasks: Object.keys(tasks) }, 'worker ready');

  return {
    async stop() {
      await queue.stop();
      await Promise.all([renewing.stop(), watching.stop()]);
      await releaseHeartbeat(pool, heartbeat);
      await utils.release();
    },
  };
}

/**
 * Keeps the queue running: it gives up when the end of a job cannot be noted, as when the database becomes unavailable in that
 * moment, and is then started again. Its promise resolves also when it gave up with an error. What gave up finishes
 * the jobs under way beside its successor, so that a long one holds up no other.
 */
async function superviseQueue(
  options: Options,
): Promise<{ lockers(): string[]; stop(): Promise<void> }> {
  const { pool, heartbeat, logger } = options;
  const queues = new Map<string, RunningQueue>();
  let stopped = false;
  let newest = await start();
  const supervising = supervise();

  async function start(): Promise<RunningQueue> {
    const queue = await runQueue(options);
    queues.set(queue.locker, queue);
    void queue.runner.promise.finally(() => queues.delete(queue.locker));
    try {
      await renewHeartbeat(pool, heartbeat, [...queues.keys()]);
    } catch (error) {
      await stopQueue(queue);
      throw error;
    }
    return queue;
  }

  async function supervise(): Promise<void> {
    for (;;) {
      await newest.stopping;
      if (stopped) return;
      logger.error('the queue stopped; starting it again');
      await startAgain();
    }
  }

  async function startAgain(): Promise<void> {
    for (;;) {
      try {
        newest = await start();
        break;
      } catch (error) {
        logger.error({ err: error }, 'the queue did not start; trying again');
      }
      if (stopped) return;
      await sleep(SECOND);
    }
    if (stopped) await stopQueue(newest);
  }

  return {
    lockers: () => [...queues.keys()],
    async stop() {
      stopped = true;
      await stopQueue(newest);
      await supervising;
      await Promise.all([...queues.values()].map(({ runner }) => runner.promise));
    },
  };
}

/** Runs the queue once, until it is stopped or gives up. */
async function runQueue(options: Options): Promise<RunningQueue> {
  const events: WorkerEvents = new EventEmitter();
  const queue = { locker: '', hasStopped: false };
  // Jobs are locked in the name of the whole pool.
  events.on('pool:create', ({ workerPool }) => {
    queue.locker = workerPool.id;
  });
  const stopping = new Promise<void>((resolve) => {
    events.on('pool:gracefulShutdown', () => {
      resolve();
    });
  });
  events.on('stop', () => {
    queue.hasStopped = true;
  });
  let hasLooked = false;
  for (const name of ['worker:getJob:empty', 'job:start'] as const)
    events.on(name, () => {
      hasLooked = true;
    });
  const starting = run({
    pgPool: options.queuePool,
    taskList: options.tasks,
    concurrency: options.concurrency,
    noHandleSignals: true,
    preset: {
      worker: {
        pollInterval: POLL_MS,
        // Without a batch the queue does not wait for the answer, and an error would end the process.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
    events,
    logger: queueLogger(options.logger),
  });
  // What the first look for a job reads is kept by the queue, and so is its failure: it would find no job ever again.
  events.on('worker:getJob:error', ({ error }) => {
    if (hasLooked || queue.hasStopped) return;
    queue.hasStopped = true;
    options.logger.error({ err: error }, 'the queue could not look for jobs; starting it again');
    void starting.then((runner) => runner.stop());
  });
  return Object.assign(queue, { runner: await starting, stopping });
}

/** Finishes the jobs under way. A queue that gave up does so by itself. */
async function stopQueue({ runner, hasStopped }: RunningQueue): Promise<void> {
  if (!hasStopped) await runner.stop();
  await runner.promise;
}

function queueLogger(logger: Logger): QueueLogger {
  return new QueueLogger(() => (level, message) => {
    if (level === 'error') logger.error({ queue: message }, 'queue');
    else if (level === 'warning') logger.warn({ queue: message }, 'queue');
    else logger.debug({ queue: message }, 'queue');
  });
}
