import { createPolicies } from '#app/engine/shop-policy.server.ts';

/** The rules by which the shops of a test file work, kept in memory as a process keeps them. */
export const policyOf = createPolicies();
