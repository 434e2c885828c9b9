/** What a member of the merchant's staff may be, the widest first. */
export const ROLES = ['owner', 'marketer', 'sales', 'reviewer', 'viewer'] as const;
export type Role = (typeof ROLES)[number];
