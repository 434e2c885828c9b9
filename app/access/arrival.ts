import type { Role } from './roles.ts';

export type Arrival = {
  /** The role they had, null for a newcomer. */
  known: Role | null;
  /** Whether any member of staff has opened the app since it was installed. */
  isFirst: boolean;
  newcomerRole: Role;
};

/** What somebody may do who opens the app: who comes first after an installation is its owner. */
export function roleOnArrival({ known, isFirst, newcomerRole }: Arrival): Role {
  return isFirst ? 'owner' : (known ?? newcomerRole);
}
