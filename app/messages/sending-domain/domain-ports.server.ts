import { createMxResolver, createTxtResolver } from '#app/messages/sender/txt-resolver.server.ts';
import type { Environment } from '#app/platform/env.ts';
import { outboundOptions } from '#app/platform/outbound/post-outbound.server.ts';
import type { DomainPorts } from './ask-domain.server.ts';
import { createPolicyReader } from './read-policy.server.ts';

/** What a process asks about sending domains by. */
export function createDomainPorts(environment: Environment): DomainPorts {
  const { DNS_SERVERS } = environment;
  return {
    resolveTxt: createTxtResolver(DNS_SERVERS),
    resolveMx: createMxResolver(DNS_SERVERS),
    readPolicy: createPolicyReader(outboundOptions(environment)),
  };
}
