import { Resolver } from 'node:dns/promises';
import { SECOND } from '#app/lib/duration.ts';

/** All addresses of a host name, none when it has none. Rejects when no name server answers. */
export type HostResolver = (hostname: string) => Promise<string[]>;

const NO_SUCH_HOST = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * Asks DNS itself, not the machine: its list of hosts may name what is inside the network.
 * @throws when neither question is answered
 */
export const resolveHost: HostResolver = async (hostname) => {
  const resolver = new Resolver({ timeout: 2 * SECOND, tries: 2 });
  const answers = await Promise.allSettled([
    resolver.resolve4(hostname),
    resolver.resolve6(hostname),
  ]);
  const addresses = answers.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  if (addresses.length > 0) return addresses;
  for (const one of answers)
    if (one.status === 'rejected' && !NO_SUCH_HOST.has(codeOf(one.reason))) throw one.reason;
  return [];
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
