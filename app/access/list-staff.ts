import type { Role } from '#app/access/roles.ts';

export type ListedStaff = {
  id: string;
  /** As Shopify says; null while it is not known. */
  name: string | null;
  email: string | null;
  isAccountOwner: boolean;
  role: Role;
  firstSeenAt: number;
  lastSeenAt: number;
  /** Who gave the role, null when it came with the first visit. */
  changedBy: string | null;
  changedAt: number | null;
};
