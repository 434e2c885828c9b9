import { promises as dns } from 'node:dns';
import { SECOND } from '#app/lib/duration.ts';
import type { TxtAnswer } from './sending-domain.ts';

/** Asks DNS for the TXT records of a name. Never throws. */
export type TxtResolver = (name: string) => Promise<TxtAnswer>;

/** Answers that say for certain that there is no such record. */
const NO_RECORD = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * A resolver over the name servers of the machine.
 * @param servers addresses with ports of other ones
 */
export function createTxtResolver(servers?: readonly string[]): TxtResolver {
  const resolver = new dns.Resolver({ timeout: 2 * SECOND, tries: 2 });
  if (servers) resolver.setServers(servers);
  return async (name) => {
    try {
      // A long text comes in pieces that belong together.
      return (await resolver.resolveTxt(name)).map((pieces) => pieces.join(''));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      return NO_RECORD.has(String(code)) ? [] : 'unreachable';
    }
  };
}
