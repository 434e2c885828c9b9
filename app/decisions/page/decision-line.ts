/** A fact that a decision rested on, in words. */
export type DecisionFact = { name: string; value: string };

/** A decision in words, as the list shows it. */
export type DecisionLine = {
  /** Its place in the list, see `decisionPlaceText`; known by it when it is checked again. */
  place: string;
  at: number;
  person: { id: string; name: string | null; email: string | null };
  outcome: string;
  isSent: boolean;
  /** What was decided about: an email, a banner, a step, or the journey as a whole. */
  subject: string;
  reason: string;
  facts: DecisionFact[];
  /** Which rule decided; `url` is null of a rule that is part of the app. */
  rule: { name: string; url: string | null };
};

/** A page of decisions. `previous` and `next` are places to go on from; null at the ends. */
export type DecisionsPage = {
  decisions: DecisionLine[];
  previous: string | null;
  next: string | null;
  /** Until when was looked, where that is not the end of the list, epoch milliseconds. */
  lookedUntil: number | null;
};

/** What a filter offers. */
export type DecisionChoice = { value: string; label: string };
