import type { ApplicationState } from './application-state.ts';

/** What the shop knows of the person with an applicant's email address. Times are epoch milliseconds. */
export type RetailHistory = {
  profileId: string;
  name: string | null;
  orders: number;
  spentMinor: number;
  score: number;
  grade: string;
  stage: string;
  lastSeenAt: number;
  firstOrderAt: number | null;
  lastOrderAt: number | null;
  /** The products bought most, by units. */
  products: { title: string; units: number }[];
};

/** Other people of the applicant's company, by the domain of their address. */
export type Colleague = { profileId: string; email: string; orders: number; spentMinor: number };

/** Something that may be the same company. */
export type CompanyDuplicate =
  | { kind: 'application'; id: string; company: string; state: ApplicationState; why: string }
  | { kind: 'account'; id: string; company: string; why: string };
