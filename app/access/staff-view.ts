import { z } from 'zod';
import { NEWCOMER_ROLES, ROLES, type Role } from './roles.ts';

/** What the list of staff can be sorted by, the usual one first. */
export const STAFF_SORTS = ['seen', 'name', 'role', 'first'] as const;
export type StaffSort = (typeof STAFF_SORTS)[number];

/** Staff members on a page of the list. */
export const STAFF_SHOWN = 100;

/** What the staff page can submit. `from` is what the page showed, so that a colleague's change is not overwritten. */
export const StaffIntent = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('change'),
    staff: z.string().min(1).max(100),
    from: z.enum(ROLES),
    to: z.enum(ROLES),
  }),
  z.object({
    intent: z.literal('newcomers'),
    from: z.enum(NEWCOMER_ROLES),
    to: z.enum(NEWCOMER_ROLES),
  }),
  z.object({ intent: z.literal('regain') }),
]);

export type RoleChangeOutcome =
  | { outcome: 'changed'; from: Role; to: Role }
  | { outcome: 'unchanged' }
  /** A colleague changed it meanwhile. */
  | { outcome: 'conflict' }
  /** The shop would have no owner. */
  | { outcome: 'last_owner' }
  | { outcome: 'not_found' };

export type RoleChange = {
  /** Null: not a member of the shop's staff. */
  current: Role | null;
  from: Role;
  to: Role;
  /** Owners of the shop besides the one whose role changes. */
  otherOwners: number;
};

/** The outcome of a change of a role. There is always an owner. */
export function decideRole({ current, from, to, otherOwners }: RoleChange): RoleChangeOutcome {
  if (current === null) return { outcome: 'not_found' };
  if (current === to) return { outcome: 'unchanged' };
  if (current !== from) return { outcome: 'conflict' };
  if (current === 'owner' && otherOwners === 0) return { outcome: 'last_owner' };
  return { outcome: 'changed', from, to };
}
