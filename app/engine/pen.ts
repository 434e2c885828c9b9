import { addressConsent } from '#app/consent/known-address.ts';
import { MAIL_RULE, maySend, type Refusal } from '#app/consent/may-send.ts';
import type { Journey } from '#app/journeys/definition.ts';
import type { Progress, StepContext } from '#app/journeys/progress.ts';
import type { Effect, EmailPayload, Run } from '#app/journeys/run.ts';
import type { KnownRuns } from '#app/journeys/start-runs.ts';
import { idOf } from '#app/lib/ids.ts';
import { addressKey } from '#app/profiles/consent-acts.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { Known } from '#app/segments/assess.ts';
import { evaluate } from '#app/segments/evaluate.ts';
import { segmentFacts } from '#app/segments/facts.ts';
import type { Policy } from './policy.ts';
import type { Changes, World } from './world.ts';

/** The batch in the making: the world, what changed in it, and by which rules. */
export type Pen = {
  world: World;
  changes: Changes;
  now: number;
  policy: Policy;
  startable: readonly Journey[];
  touched: Set<string>;
  /** Those of them of whom something was received. */
  received: Set<string>;
  carts: Set<string>;
  purchases: Set<string>;
  runs: Set<string>;
  /** Ids of everybody's runs: looking through all runs at every event would cost the square of a batch. */
  runsOf: Map<string, string[]>;
  /** The memberships of profiles that became part of others, by the profile they are part of. */
  inherited: Map<string, Map<string, number>>;
};

/** Ids of runs by whose they are. */
export function runsByProfile(world: World): Map<string, string[]> {
  const runsOf = new Map<string, string[]>();
  for (const run of world.runs.values()) noteRun(runsOf, run);
  return runsOf;
}

/** Notes whose a run is. */
export function noteRun(runsOf: Map<string, string[]>, { id, profileId }: Run): void {
  const ids = runsOf.get(profileId);
  if (ids) ids.push(id);
  else runsOf.set(profileId, [id]);
}

/** A person's runs as they are now. */
export function runsOfPerson({ world, runsOf }: Pen, profileId: string): Run[] {
  return (runsOf.get(profileId) ?? []).flatMap((id) => world.runs.get(id) ?? []);
}

/** The runs that are known of people. */
export function knownRuns(pen: Pen): KnownRuns {
  return {
    ownerOf: (id) => pen.world.runs.get(id)?.profileId ?? null,
    ofPerson: (profileId, journeyKey) =>
      runsOfPerson(pen, profileId).filter((run) => run.journeyKey === journeyKey),
  };
}

/** Takes over what became of a run. */
export function record(pen: Pen, progress: Progress): void {
  if (!pen.world.runs.has(progress.run.id)) noteRun(pen.runsOf, progress.run);
  pen.world.runs.set(progress.run.id, progress.run);
  pen.runs.add(progress.run.id);
  pen.changes.decisions.push(...progress.decisions);
  for (const effect of progress.effects) plan(pen, effect);
}

/** Plans an effect. A mail that may not go to the address it would go to now is counted, and is not to be sent. */
function plan({ world, changes }: Pen, effect: Effect): void {
  const refused = effect.kind === 'email' ? refusalOf(world, effect) : null;
  if (effect.kind !== 'email' || refused === null) {
    changes.effects.push(effect);
    return;
  }
  const { key, profileId, runId, dueAt: at, payload } = effect;
  changes.effects.push({ ...effect, refused });
  changes.decisions.push({
    id: idOf('decision', key, 'skipped'),
    at,
    profileId,
    runId,
    effectKey: key,
    outcome: 'skipped',
    reason: refused,
    rule: MAIL_RULE,
    facts: { template: payload.template, class: payload.class },
  });
}

function refusalOf(
  world: World,
  { profileId, payload }: Effect & { kind: 'email' },
): Refusal | null {
  const address = contactOf(world, payload) ?? world.profiles.get(profileId)?.email?.value ?? null;
  const known = address === null ? undefined : world.addresses.get(addressKey('email', address));
  const permission = maySend(payload.class, addressConsent(address, known));
  return permission.allowed ? null : permission.reason;
}

/** The address that was given for the order which a transactional mail is about; null when none was. */
function contactOf(
  { facts }: World,
  { class: messageClass, context }: EmailPayload,
): string | null {
  if (messageClass !== 'transactional' || context.subject !== 'order') return null;
  return facts.purchases.get(context.orderId)?.order?.contact ?? null;
}

/** What is known around a person when something is decided of them. */
export function stepContext(pen: Pen, profileId: string): StepContext {
  const { world, policy, now } = pen;
  const person = world.profiles.get(profileId) ?? newProfile(now);
  return {
    now,
    person,
    facts: world.facts,
    holds(predicate, at) {
      const { prediction, memberships } = knownOf(world, profileId);
      return evaluate(predicate, segmentFacts(policy.model, person, prediction, memberships), at);
    },
  };
}

/** What is known of a person beside the profile. */
export function knownOf({ memberships, predictions }: World, id: string): Known {
  return { prediction: predictions.get(id), memberships: new Set(memberships.get(id)?.keys()) };
}
