import type { DomainEvent } from '#app/events/event.ts';
import { startAfterAll } from '#app/journeys/ask-again.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { isRefusedEntry, type EntryOutcome } from '#app/journeys/enter-journey.ts';
import { advanceOrFail } from '#app/journeys/fail-run.ts';
import type { Decision, Effect, Run } from '#app/journeys/run.ts';
import {
  exitOnSegmentChange,
  startOnChange,
  type TimedSegmentChange,
} from '#app/journeys/segment-changes.ts';
import { startRuns } from '#app/journeys/start-runs.ts';
import { step } from '#app/journeys/step.ts';
import { transitionTo, type StepContext, type Transition } from '#app/journeys/transition.ts';
import { idOf } from '#app/lib/ids.ts';
import { isShopifyKey } from '#app/segments/shopify-key.ts';
import type { CodeTotals, OfferedCode } from './offered-code.ts';
import { OffersAsOf } from './offers-as-of.ts';
import { addToPath, type PathEntry } from './path-entry.ts';
import { pastEvents } from './past-events.ts';
import { PersonAsOf } from './person-as-of.ts';
import { ReplayContext } from './replay-context.ts';
import type { ReplayRules } from './replay-rules.ts';
import type { ReplayedMail } from './replayed-mail.ts';
import { ReplayedMails, type SentReplayMail } from './replayed-mails.ts';
import type { ReplayedEvent } from './replayed-event.ts';
import type { ReplayedPerson } from './replayed-person.ts';
import { StartsAfterAll } from './starts-after-all.ts';
import { StartsAsOf } from './starts-as-of.ts';

/** Something else than an email that a step did; `at` is epoch milliseconds. */
export type ReplayedAction = { stepId: string; kind: string; at: number };

/** A run that could not go on: where it stood, why, and what was thrown. */
export type ReplayFailure = { stepId: string; reason: string; detail: string };

/** What is noted of the run itself, and no decision of its own in the path. */
const NOTED_OF_RUNS: ReadonlySet<string> = new Set([
  'entered',
  'ended',
  'run_failed',
  'waits_until',
]);

/** What a journey would have done to one person. */
export type PersonReplay = {
  runs: readonly Run[];
  mails: readonly ReplayedMail[];
  actions: readonly ReplayedAction[];
  /** The offers that it made. */
  codes: readonly OfferedCode[];
  /** Why what the journey begins with began no run: at most one reason a day, as decisions are stored of live runs. */
  notStarted: readonly string[];
  failures: readonly ReplayFailure[];
  path: readonly PathEntry[];
};

/**
 * Runs a journey over the past of one person, by the rules that live runs go by. Nothing is sent or saved.
 * @param codes what was offered to the people before, by the key of the offer: it counts toward the budgets
 */
export function replayPerson(
  rules: ReplayRules,
  person: ReplayedPerson,
  codes: Readonly<Record<string, CodeTotals>> = {},
): PersonReplay {
  return new JourneyReplay(rules, person, codes).run();
}

/**
 * The clock of one person: it goes through what was received, the moments that runs wait for, the segments that were entered
 * and left, and the mails that are due, in the order in which a worker that is never late takes them. Of one moment that is the
 * order of a batch: events, due runs, segments, mails.
 */
class JourneyReplay {
  private readonly rules: ReplayRules;
  private readonly person: ReplayedPerson;
  private readonly events: readonly ReplayedEvent[];
  private readonly state: PersonAsOf;
  private readonly mails: ReplayedMails;
  private readonly starts: StartsAsOf;
  private readonly late: StartsAfterAll;
  private readonly context: StepContext;
  private readonly clock = { now: 0 };
  private readonly offered: OffersAsOf;
  private readonly runs = new Map<string, Run>();
  private readonly active = new Map<string, Run>();
  private readonly actions: ReplayedAction[] = [];
  /** Reasons by the ids of their decisions. */
  private readonly notStarted = new Map<string, string>();
  private readonly failures: ReplayFailure[] = [];
  private readonly path: PathEntry[] = [];
  /** Whether something of the journey depends on which mails a person got. */
  private readonly followsMails: boolean;
  private readonly known = {
    ownerOf: (id: string) => this.runs.get(id)?.profileId ?? null,
    ofPerson: () => [...this.runs.values()],
  };

  constructor(
    rules: ReplayRules,
    person: ReplayedPerson,
    codes: Readonly<Record<string, CodeTotals>>,
  ) {
    this.offered = new OffersAsOf(rules, person, codes);
    this.rules = rules;
    this.person = person;
    this.events = pastEvents(rules, person);
    this.state = new PersonAsOf(person, this.events);
    this.mails = new ReplayedMails(rules, person, this.state, this.path);
    this.starts = new StartsAsOf(rules, person, this.state);
    this.late = new StartsAfterAll(rules.journey);
    this.followsMails = person.saved !== null || waitsForMails(rules.journey);
    this.context = new ReplayContext(rules, person, this.state, this.clock, this.offered);
  }

  run(): PersonReplay {
    const { rules, events, clock } = this;
    const { changes } = this.person;
    let [nextEvent, nextChange] = [0, 0];
    for (;;) {
      let [event, change] = [events[nextEvent], changes[nextChange]];
      const soonest = Math.min(event?.receivedAt ?? Infinity, change?.at ?? Infinity);
      const now = Math.min(soonest, this.nextWake(), this.mails.nextAt, this.starts.nextAt);
      if (now > rules.until) break;
      clock.now = Math.max(clock.now, now);
      for (; event && event.receivedAt <= now; event = events[(nextEvent += 1)])
        this.receive(event);
      for (const run of this.dueRuns()) this.advance(run, true, { kind: 'time' });
      for (; change && change.at <= now; change = changes[(nextChange += 1)]) this.notify(change);
      this.look();
      const gone = this.mails.sendDue(this.runs, clock.now);
      for (const one of gone) this.receiveSent(one);
      if (gone.length > 0) this.look();
    }
    const { mails, actions, failures, path } = this;
    const notStarted = [...this.notStarted.values()];
    const runs = [...this.runs.values()];
    const { given: codes } = this.offered;
    return { runs, mails: mails.all, actions, codes, notStarted, failures, path };
  }

  private nextWake(): number {
    let next = Infinity;
    for (const { wakeAt } of this.active.values()) next = Math.min(next, wakeAt ?? Infinity);
    return next;
  }

  private dueRuns(): Run[] {
    if (this.nextWake() > this.clock.now) return [];
    return [...this.active.values()].filter(({ wakeAt }) => (wakeAt ?? Infinity) <= this.clock.now);
  }

  private receive(one: ReplayedEvent): void {
    const { state, rules, person, context, clock, known } = this;
    state.receive(one);
    if (clock.now < rules.from) return;
    const { event } = one;
    this.notifyRuns(event);
    const refusals = this.enter(startRuns([rules.journey], event, person.id, known, context));
    this.askAgain(event);
    this.late.note(event, refusals);
  }

  /** Begins what earlier events begin after all, and lets what happened since take it on. */
  private askAgain(fact: DomainEvent): void {
    const { late, rules, person, known, context } = this;
    const asked = late.askedBy(fact, this.clock.now);
    for (const [place, { event, refusals }] of asked.entries()) {
      const begun = startAfterAll(rules.journey, event, person.id, known, context);
      if (begun === null) continue;
      for (const id of refusals) this.notStarted.delete(id);
      this.record(begun, null);
      for (const later of asked.slice(place + 1)) {
        const run = this.active.get(begun.run.id);
        if (run) this.advance(run, false, { kind: 'event', event: later.event });
      }
    }
  }

  /** Begins what a score or a date of the person begins. */
  private look(): void {
    this.enter(this.starts.look(this.known, this.context));
  }

  /** Takes up the runs that began, and why others did not where that would be stored of a live journey. @returns ids of what was not yet */
  private enter(outcomes: readonly EntryOutcome[]): string[] {
    return outcomes.flatMap((outcome) => {
      if (!isRefusedEntry(outcome)) {
        this.record(outcome, null);
        return [];
      }
      const fresh = outcome.decisions.filter(({ id }) => !this.notStarted.has(id));
      for (const { id } of fresh) this.notStarted.set(id, outcome.refused);
      return fresh.map(({ id }) => id);
    });
  }

  /** A mail that went out is an event of the person, as it is when delivery reports it. */
  private receiveSent({ mail: { key, payload }, asked }: SentReplayMail): void {
    if (asked.length === 0 && !this.followsMails) return;
    const { now } = this.clock;
    const event: DomainEvent = {
      kind: 'mail.sent',
      id: idOf('mail.sent', key),
      at: now,
      topic: 'replay',
      identifiers: [{ kind: 'customer', value: this.person.id }],
      traitsAt: now,
      traits: {},
      effectKey: key,
      template: payload.template,
      ...(asked.length > 0 && { asked }),
    };
    this.state.receive({ event, receivedAt: now, traits: null });
    this.notifyRuns(event);
  }

  private notifyRuns(event: DomainEvent): void {
    for (const run of this.active.values()) this.advance(run, false, { kind: 'event', event });
  }

  private advance(run: Run, due: boolean, input: Parameters<typeof step>[2]): void {
    const { journey } = this.rules;
    this.follow(run, due, () => step(journey, run, input, this.context));
  }

  /** A segment was entered or left: that may end runs, and begin one. Segments of Shopify start and end no journey. */
  private notify(change: TimedSegmentChange): void {
    const { rules, context, person, clock, known } = this;
    if (clock.now < rules.from || isShopifyKey(change.segment)) return;
    const { journey } = rules;
    for (const run of this.active.values())
      this.follow(
        run,
        false,
        () => exitOnSegmentChange(journey, run, change, context) ?? transitionTo(run),
      );
    this.enter(startOnChange([journey], change, person.id, known, context));
  }

  private follow(run: Run, due: boolean, evaluate: () => Transition): void {
    const transition = advanceOrFail(run, this.clock.now, { due }, evaluate);
    if (transition.run !== run) this.record(transition, run);
  }

  private record({ run, effects, decisions }: Transition, before: Run | null): void {
    this.runs.set(run.id, run);
    if (run.state === 'active') this.active.set(run.id, run);
    else this.active.delete(run.id);
    if (!before) this.note({ at: run.enteredAt, stepId: null, outcome: 'entered', reason: null });
    for (const decision of decisions) this.noteDecision(decision, run);
    for (const effect of effects) this.plan(effect, run);
    const { stepId, wakeAt: until, endReason: reason, endedAt } = run;
    if (run.state === 'active') {
      if (until !== null && (!before || stepId !== before.stepId))
        this.note({ at: this.clock.now, stepId, outcome: 'waiting', reason: null, until });
      return;
    }
    if (reason === 'endless') this.failures.push({ stepId, reason, detail: '' });
    const outcome = run.state === 'failed' ? 'failed' : 'ended';
    this.note({ at: endedAt ?? this.clock.now, stepId, outcome, reason });
  }

  private plan(effect: Effect, run: Run): void {
    const stepId = stepOfEffect(effect, run);
    if (effect.kind === 'issue_code') this.offered.note(effect.payload, this.clock.now);
    if (effect.kind === 'email') this.mails.plan(effect, stepId, run, this.clock.now);
    else if (effect.kind !== 'withdraw_banners') {
      const { kind, dueAt: at } = effect;
      this.actions.push({ stepId, kind, at });
      this.note({ at, stepId, outcome: 'done', reason: kind });
    }
  }

  private noteDecision({ at, outcome, reason, facts }: Decision, run: Run): void {
    if (outcome === 'run_failed')
      this.failures.push({ stepId: run.stepId, reason, detail: String(facts['detail'] ?? '') });
    if (NOTED_OF_RUNS.has(outcome)) return;
    // Most decisions are about the step that they name; others say why instead.
    const isStep = this.rules.journey.steps.some(({ id }) => id === reason);
    const stepId = isStep ? reason : run.stepId;
    this.note({ at, stepId, outcome: 'decided', reason: isStep ? outcome : reason });
  }

  private note(entry: PathEntry): void {
    addToPath(this.path, entry);
  }
}

function waitsForMails({ steps }: Journey): boolean {
  return steps.some((step) => 'events' in step && step.events.includes('mail.sent'));
}

/** The step that an effect is of, as its key says: `<run>:<step>:<visit>`. */
function stepOfEffect({ key }: Effect, run: Run): string {
  const ofStep = key.startsWith(`${run.id}:`) ? key.slice(run.id.length + 1) : key;
  const end = ofStep.lastIndexOf(':');
  return end > 0 ? ofStep.slice(0, end) : run.stepId;
}
