import type { NewcomerRole } from './roles.ts';
import type { RoleChangeOutcome } from './staff-view.ts';

export type NewcomerOutcome =
  { outcome: 'newcomers_changed'; from: NewcomerRole; to: NewcomerRole } | { outcome: 'conflict' };

/** What came of a request of the staff page. `staff` is whose role it is about. */
export type StaffOutcome = (RoleChangeOutcome & { staff: string }) | NewcomerOutcome;
