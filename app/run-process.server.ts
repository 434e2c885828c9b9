import { readEnvironment } from '#app/platform/env.server.ts';
import { createServices, type Services } from '#app/services.server.ts';

/** What a process does until it is asked to stop. */
export type Running = {
  /** Finishes what is under way. */
  stop(): Promise<void>;
};

/**
 * Runs one of the two processes until SIGTERM or SIGINT. When it cannot start it says why, in words for the
 * operator, and ends with 1.
 * @param role what the process is, shown in the database's list of connections
 */
export async function runProcess(
  role: 'web' | 'worker',
  start: (services: Services) => Promise<Running>,
): Promise<void> {
  try {
    const services = await createServices(readEnvironment(), role);
    const running = await start(services);
    async function stop(signal: NodeJS.Signals): Promise<void> {
      services.logger.info({ signal }, 'stopping');
      await running.stop();
      await services.close();
    }
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => void stop(signal));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
