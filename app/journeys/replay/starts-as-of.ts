import { nextDateStart, startOnDates, startsOnDates } from '#app/journeys/date-starts.ts';
import type { EntryOutcome } from '#app/journeys/enter-journey.ts';
import type { KnownRuns } from '#app/journeys/known-runs.ts';
import { startOnChange } from '#app/journeys/segment-changes.ts';
import type { StepContext } from '#app/journeys/transition.ts';
import { triggerHandlerOf } from '#app/journeys/triggers/registry.ts';
import type { Grade } from '#app/scoring/grade.ts';
import { nextScoreChange } from '#app/scoring/next-change.ts';
import { scoreProfile } from '#app/scoring/score.ts';
import { segmentFacts } from '#app/segments/facts.ts';
import type { PersonAsOf } from './person-as-of.ts';
import type { ReplayRules } from './replay-rules.ts';
import type { ReplayedPerson } from './replayed-person.ts';

/** The runs that a score or a date of the person begins: neither is an event, so both are looked for in the profile. */
export class StartsAsOf {
  /** When to look again if nothing happens, epoch milliseconds; infinity for never. */
  nextAt = Infinity;
  private readonly rules: ReplayRules;
  private readonly person: ReplayedPerson;
  private readonly state: PersonAsOf;
  private readonly isAsked: boolean;
  private readonly isDated: boolean;
  private grade: Grade | null = null;
  private dateAt: number | null = null;

  constructor(rules: ReplayRules, person: ReplayedPerson, state: PersonAsOf) {
    const { journey } = rules;
    this.rules = rules;
    this.person = person;
    this.state = state;
    this.isAsked = triggerHandlerOf(journey.trigger).past(journey.trigger).by === 'profile';
    this.isDated = startsOnDates(journey);
    // Just before the window it is looked up what was so already, and starts nothing.
    if (this.isAsked) this.nextAt = rules.from - 1;
  }

  /** Looks at the person after all that was received by now. @param known the runs of the person */
  look(known: KnownRuns, context: StepContext): EntryOutcome[] {
    const { now } = context;
    if (!this.isAsked || now < this.rules.from - 1) return [];
    return this.isDated ? this.onDates(known, context) : this.onScore(known, context);
  }

  private onScore(known: KnownRuns, context: StepContext): EntryOutcome[] {
    const { rules, person, state, grade: before } = this;
    const { now } = context;
    const profile = state.profileAt(now);
    const after = state.isUnseen ? null : scoreProfile(rules.model, profile, now).grade;
    this.grade = after;
    this.nextAt = nextScoreChange(rules.model, profile, now) ?? Infinity;
    if (after === null || after === before || now < rules.from) return [];
    const change = { kind: 'graded', before, after, at: now } as const;
    return startOnChange([rules.journey], change, person.id, known, context);
  }

  private onDates(known: KnownRuns, context: StepContext): EntryOutcome[] {
    const { rules, person, state, dateAt: dueAt } = this;
    const { now } = context;
    const facts = segmentFacts(rules.model, state.profileAt(now), person.prediction);
    this.dateAt = nextDateStart([rules.journey], facts, now);
    this.nextAt = this.dateAt ?? Infinity;
    if (now < rules.from) return [];
    return startOnDates([rules.journey], facts, person.id, dueAt, known, context);
  }
}
