/** What a member of the merchant's staff may be, the widest first. */
export const ROLES = ['owner', 'marketer', 'sales', 'reviewer', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What a newcomer may be given: an owner is made by an owner, for one person at a time. */
export const NEWCOMER_ROLES = ['marketer', 'sales', 'reviewer', 'viewer'] as const;
export type NewcomerRole = (typeof NEWCOMER_ROLES)[number];

/** The roles in the words of the pages. */
export const ROLE_WORDS: Record<Role, { name: string; about: string }> = {
  owner: {
    name: 'Owner',
    about: 'May do everything, gives roles and reads the audit log.',
  },
  marketer: {
    name: 'Marketer',
    about: 'Works on segments, scores, imports and settings, and may download people.',
  },
  sales: {
    name: 'Sales',
    about: 'Works with people and sees wholesale applications. Downloads nothing.',
  },
  reviewer: {
    name: 'Reviewer',
    about: 'Decides on wholesale applications and sees the people behind them.',
  },
  viewer: {
    name: 'Viewer',
    about: 'Sees figures, segments and journeys. Sees no names and changes nothing.',
  },
};
