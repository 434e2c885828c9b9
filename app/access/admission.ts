import type { Role } from './roles.ts';

export type Admission = {
  /** The role they had, null for a newcomer. */
  known: Role | null;
  /** Whether any member of staff has opened the app since it was installed. */
  isFirst: boolean;
  newcomerRole: Role;
};

/** The role of a staff member who opens the app: the first after an installation becomes its owner. */
export function roleOnAdmission({ known, isFirst, newcomerRole }: Admission): Role {
  return isFirst ? 'owner' : (known ?? newcomerRole);
}
