/** The worker of the app, for shops that have as many segments and journeys as a busy one. */
import { runProcess } from '#app/run-process.server.ts';
import { startWorker } from '#app/worker.server.ts';
import { busyPolicyOf } from './busy-policy.ts';

await runProcess('worker', (services) =>
  startWorker(services, () => process.exit(1), busyPolicyOf),
);
