import type { DomainEvent } from '#app/events/event.ts';
import { DAY } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import { advanceOrFail } from './fail-run.ts';
import { arrive } from './arrive.ts';
import { isToken } from '#app/profiles/match-tokens.ts';
import { basketKey, basketOf, contextOf, sharedBasketKey, standingOf } from './basket.ts';
import type { Journey } from './definition.ts';
import { endingOf } from './ending.ts';
import { only, type Progress, type StepInput, type Surroundings } from './progress.ts';
import type { Run, RunContext } from './run.ts';

/** News older than this starts nothing: an old order that is only now told needs no thanks. */
const NEWS_MS = 7 * DAY;

/**
 * The runs that an event starts. None starts when one of the journey's endings is already true, so an
 * order that came before the basket it was made from leaves nothing to recover.
 * @param event an event of this person, already applied to the facts in `around`
 * @param ownerOf whose the run with this id is, ended or not; such a run is never started again. A basket that
 *   is somebody else's run may be this person's too, by a signed delivery that names them: two who were told
 *   with one cart are kept apart, and each is reminded of what is theirs
 * @returns each new run as far as its first wait, with the effects on the way there
 */
export function startRuns(
  journeys: readonly Journey[],
  event: DomainEvent,
  profileId: string,
  ownerOf: (runId: string) => string | null,
  around: Surroundings,
): Progress[] {
  if (around.now - event.at > NEWS_MS) return [];
  return journeys.flatMap((journey) => {
    const subjects = subjectsOf(journey, event);
    const subject = subjects.find((one) => {
      const owner = ownerOf(runId(journey, one));
      return owner === null || owner === profileId;
    });
    if (!subject) return [];
    const run = newRun(journey, subject, profileId, event.at);
    if (ownerOf(run.id) !== null) return [];
    if (run.context.subject === 'basket' && standingOf(run, around.facts).standing !== 'open')
      return [];
    return beginRun(journey, run, { kind: 'event', event }, around);
  });
}

/**
 * A new run as far as its first wait; none when one of the journey's endings is already true or the person may not
 * enter. When that throws the run is there as failed, to begin when it is tried again.
 */
export function beginRun(
  journey: Journey,
  run: Run,
  input: StepInput,
  around: Surroundings,
): Progress[] {
  const at = run.enteredAt;
  const begun = advanceOrFail(run, around.now, { due: false }, () =>
    endingOf(journey, run, input, around) || !around.holds(journey.entry, at)
      ? only(run)
      : arrive(journey, run, journey.first, at, around),
  );
  return begun.run === run ? [] : [begun];
}

/** Ids of the runs that an event may start or have started; load these before calling `startRuns`. */
export function runIdsOf(journeys: readonly Journey[], event: DomainEvent): string[] {
  return journeys.flatMap((journey) =>
    subjectsOf(journey, event).map((subject) => runId(journey, subject)),
  );
}

type Subject = { key: string; context: RunContext };

/** What a run that an event starts would be about; the second when the first is somebody else's. */
function subjectsOf(journey: Journey, event: DomainEvent): Subject[] {
  const { trigger } = journey;
  if ('segment' in trigger || !trigger.events.includes(event.kind)) return [];
  if (trigger.subject === 'order') {
    if (!('orderId' in event)) return [];
    const { orderId } = event;
    return [{ key: `order:${orderId}`, context: { subject: 'order', orderId } }];
  }
  const basket = basketOf(event);
  if (!basket) return [];
  const context = contextOf(basket);
  const key = basketKey(basket);
  const person = event.identifiers.find((one) => !isToken(one));
  if (!person) return [{ key, context }];
  return [
    { key, context },
    { key: sharedBasketKey(key, idOf('person', person.kind, person.value)), context },
  ];
}

function runId(journey: Journey, subject: Subject): string {
  return idOf('run', journey.key, subject.key);
}

/** A run that begins at a moment. */
export function newRun(journey: Journey, subject: Subject, profileId: string, at: number): Run {
  return {
    id: runId(journey, subject),
    journeyKey: journey.key,
    journeyVersion: journey.version,
    profileId,
    dedupeKey: subject.key,
    state: 'active',
    stepId: journey.first,
    visit: 0,
    context: subject.context,
    enteredAt: at,
    // What it waits for is to begin.
    wakeAt: at,
    endedAt: null,
    endReason: null,
  };
}
