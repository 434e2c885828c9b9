import { afterAll } from 'vitest';
import { openDnsServer, type DnsServer } from './open-dns-server.ts';

/** A name server that is closed after the file's tests. */
export async function startDnsServer(): Promise<DnsServer> {
  const server = await openDnsServer();
  afterAll(() => server.close());
  return server;
}
