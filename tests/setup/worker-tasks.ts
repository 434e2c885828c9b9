import type { TaskList } from 'graphile-worker';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { taskList } from '#app/jobs/handlers.server.ts';
import type { Mailer } from '#app/messages/delivery/mailer.ts';
import { createMailer } from '#app/messages/delivery/mailer.server.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { openDeals } from '#app/pipeline/open-deals.server.ts';
import type { Services } from '#app/services.server.ts';
import { policyOf } from '#tests/setup/policy-of.ts';

/**
 * The jobs of a worker, for tests that run them themselves.
 * @param smtpUrl the server that takes the mails
 * @returns the mailer too, which must be closed
 */
export async function workerTasks(
  services: Services,
  smtpUrl: string,
): Promise<{ tasks: TaskList; mailer: Mailer }> {
  const { pool, logger, environment, sealer } = services;
  const mailer = createMailer({ smtpUrl, lookupUrl: null, connections: 2 });
  const tasks = taskList({
    ...services,
    heartbeat: await registerHeartbeat(pool, 'worker'),
    policyOf,
    log: logger,
    mailer,
    renderer: createRenderer(),
    links: { appUrl: environment.SHOPIFY_APP_URL, sealer },
    concurrency: 2,
    random: Math.random,
    openDeals,
  });
  return { tasks, mailer };
}
