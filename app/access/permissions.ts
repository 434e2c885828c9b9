import { ROLES, type Role } from './roles.ts';

type PermissionRecord = {
  /** Completes "You may not ...". */
  does: string;
  roles: readonly Role[];
};

/**
 * Who may do what; the only place that says so. Every action names one of these, see `authenticateAdmin`, and every page
 * has one in `admin-pages.ts`.
 */
const PERMISSIONS = {
  'app.open': { does: 'open the app', roles: ROLES },
  'figures.read': { does: 'see figures, segments, journeys and scores', roles: ROLES },
  'people.read': {
    does: 'see people and what is known of them',
    roles: ['owner', 'marketer', 'sales', 'reviewer'],
  },
  'people.edit': { does: 'merge and split people', roles: ['owner', 'marketer', 'sales'] },
  'people.export': { does: 'download people', roles: ['owner', 'marketer'] },
  'segments.edit': { does: 'change segments', roles: ['owner', 'marketer'] },
  'segments.share': {
    does: 'use segments in Shopify and on ad platforms',
    roles: ['owner', 'marketer'],
  },
  'journeys.edit': {
    does: 'change journeys, emails, banners and offers',
    roles: ['owner', 'marketer'],
  },
  'scoring.edit': { does: 'change scores and predictions', roles: ['owner', 'marketer'] },
  'imports.run': { does: 'import people and orders', roles: ['owner', 'marketer'] },
  'applications.read': {
    does: 'see wholesale applications',
    roles: ['owner', 'sales', 'reviewer'],
  },
  'applications.decide': {
    does: 'decide on wholesale applications',
    roles: ['owner', 'reviewer'],
  },
  'tasks.read': {
    does: 'see sales tasks',
    roles: ['owner', 'marketer', 'sales', 'reviewer'],
  },
  'tasks.edit': {
    does: 'change sales tasks and the stages of leads',
    roles: ['owner', 'marketer', 'sales'],
  },
  'problems.read': { does: 'see problems', roles: ['owner', 'marketer'] },
  'problems.solve': { does: 'solve problems', roles: ['owner', 'marketer'] },
  'payloads.read': { does: 'open what Shopify sent', roles: ['owner'] },
  'settings.read': { does: 'see settings', roles: ROLES },
  'settings.edit': { does: 'change settings', roles: ['owner', 'marketer'] },
  'suppressions.lift': {
    does: 'allow email to blocked addresses again',
    roles: ['owner', 'marketer'],
  },
  'keys.edit': { does: 'make and end API keys', roles: ['owner'] },
  'proofs.read': { does: 'check the proofs of consent', roles: ['owner', 'marketer'] },
  'privacy.read': { does: 'see privacy requests', roles: ['owner'] },
  'privacy.edit': { does: 'answer privacy requests', roles: ['owner'] },
  'retention.edit': { does: 'change how long data is kept', roles: ['owner'] },
  'staff.read': { does: 'see staff and roles', roles: ROLES },
  'staff.edit': { does: 'give roles', roles: ['owner'] },
  'audit.read': { does: 'read the audit log', roles: ['owner'] },
} as const satisfies Record<string, PermissionRecord>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a role may do it. */
export function roleMay(role: Role, permission: Permission): boolean {
  const { roles }: PermissionRecord = PERMISSIONS[permission];
  return roles.includes(role);
}

/** Everything that a role may do. */
export function permissionsOf(role: Role): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((one) => roleMay(role, one));
}

/** What a permission allows, to complete "You may not ...". */
export function permissionWords(permission: Permission): string {
  return PERMISSIONS[permission].does;
}
