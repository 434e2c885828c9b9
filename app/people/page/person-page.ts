import type { Score } from '#app/scoring/score.ts';
import type { Explanation, ExplainedPart } from '#app/scoring/explain.ts';
import type { StageKey } from '#app/segments/ready/lifecycle.ts';
import type { RecommendedProduct } from '#app/catalog/recommend.ts';
import type { Traced } from './provenance.ts';
import type { PersonFact, FactGroup } from './person-facts.ts';
import type { SourcedLine } from './score-facts.ts';
import type { PersonGlance } from './person-glance.ts';
import type { PendingReviews } from './person-tasks.ts';
import type { PersonSegment } from './person-segments.ts';
import type { PersonRun, MailDecision, PersonOrder } from './person-history.ts';
import type { PersonConsent } from './person-consents.ts';
import type { Identities } from './person-identities.ts';

/** A fact with the event behind it. */
export type TracedFact = Traced<PersonFact>;

/** A score explained, each line with the events behind it. */
export type TracedSubscore = Omit<ExplainedPart, 'lines'> & { lines: Traced<SourcedLine>[] };

export type TracedExplanation = Omit<Explanation, 'intent' | 'fit'> & {
  intent: TracedSubscore;
  fit: TracedSubscore;
};

export type PersonPage = {
  name: string;
  /** The score of now, whatever moment is explained. */
  current: Pick<Score, 'grade' | 'score' | 'band'>;
  /** What is known, by heading; headings without facts are left out. */
  facts: FactGroup<TracedFact>[];
  explanation: TracedExplanation;
  glance: PersonGlance;
  /** What waits for a decision. */
  open: PendingReviews;
  stage: StageKey;
  /** When the person came into the stage; null when that was not noted. */
  stageSince: number | null;
  segments: PersonSegment[];
  runs: PersonRun[];
  /** What the person agreed to or refused, newest first. */
  consents: PersonConsent[];
  /** What the person chose of marketing, in words; empty of who wants everything. */
  choices: string[];
  known: Identities;
  mailDecisions: MailDecision[];
  recentOrders: PersonOrder[];
  /** What the person may buy next, with the reason. */
  recommended: RecommendedProduct[];
};
