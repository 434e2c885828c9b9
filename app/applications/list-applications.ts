import type { ApplicationState } from './application-state.ts';
import type { Volume } from './application.ts';
import type { FitGrade } from './review.ts';

/** One line of the queue. */
export type QueueEntry = {
  id: string;
  company: string;
  contactName: string;
  country: string;
  volume: Volume;
  state: ApplicationState;
  submittedAt: number;
  grade: FitGrade;
  /** Whether the applicant showed that the address is theirs. */
  verified: boolean;
  /** Whether Shopify did not create the company, so that staff has to do something. */
  refused: boolean;
};

/** A page of the queue, with how many applications there are of each state. */
export type ApplicationQueue = {
  entries: QueueEntry[];
  /** Whether there are more after this page. */
  hasMore: boolean;
  counts: Record<ApplicationState, number>;
};
