import { promises as dns } from 'node:dns';
import { SECOND } from '#app/lib/duration.ts';
import type { TxtAnswer } from './sending-domain.ts';

/** Asks DNS for the TXT records of a name. Never throws. */
export type TxtResolver = (name: string) => Promise<TxtAnswer>;

/** Asks DNS for the mail servers of a name, such as `10 mx.example`; one that has none by its own word is `.`. Never throws. */
export type MxResolver = (name: string) => Promise<TxtAnswer>;

/** Answers that say for certain that there is no such record. */
const NO_RECORD = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * A resolver over the name servers of the machine.
 * @param servers addresses with ports of other ones
 */
export function createTxtResolver(servers?: readonly string[]): TxtResolver {
  const resolver = resolverOver(servers);
  return (name) =>
    textsOf(async () =>
      // A long text comes in pieces that belong together.
      (await resolver.resolveTxt(name)).map((pieces) => pieces.join('')),
    );
}

/** The same for mail servers. */
export function createMxResolver(servers?: readonly string[]): MxResolver {
  const resolver = resolverOver(servers);
  return (name) =>
    textsOf(async () =>
      (await resolver.resolveMx(name)).map(
        ({ priority, exchange }) => `${String(priority)} ${exchange === '' ? '.' : exchange}`,
      ),
    );
}

function resolverOver(servers?: readonly string[]): dns.Resolver {
  const resolver = new dns.Resolver({ timeout: 2 * SECOND, tries: 2 });
  if (servers) resolver.setServers(servers);
  return resolver;
}

async function textsOf(ask: () => Promise<string[]>): Promise<TxtAnswer> {
  try {
    return await ask();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    return NO_RECORD.has(String(code)) ? [] : 'unreachable';
  }
}
