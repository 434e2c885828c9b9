import type { ProductPairs } from '#app/catalog/pairs.ts';
import type { SendRefusal } from '#app/consent/may-send.ts';
import type { ConsentAddress, KnownAddress } from '#app/consent/known-address.ts';
import type { DomainEvent, Identifier } from '#app/events/event.ts';
import type { Decision, Effect, Run } from '#app/journeys/run.ts';
import { noLoadedOffers, type LoadedOffers } from '#app/offers/offer-lookup.ts';
import type { Facts } from '#app/profiles/facts.ts';
import { addressKey, type ConsentAct } from '#app/profiles/consent-acts.ts';
import type { ProfileJoin, MergeHistory, ProfilePart } from '#app/profiles/profile-parts.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { CartToken } from '#app/profiles/carts/without-cart.ts';
import type { Grade } from '#app/scoring/grade.ts';
import type { Score } from '#app/scoring/score.ts';
import type { Prediction } from '#app/segments/facts.ts';
import type { ConsentEffect } from '#app/engine/decide/consent-effects.ts';
import type { RunRequestOutcome } from '#app/engine/decide/run-request.ts';

/** Everything known that a batch of deliveries may touch. Loaded once, changed in memory, saved once. */
export type LoadedState = {
  /** Profile id by identifier key. */
  owners: Map<string, string>;
  profiles: Map<string, ProfileState>;
  /** Profiles that a person of the staff said are somebody else; both ways. */
  notDuplicates: Map<string, ReadonlySet<string>>;
  /** The part of its owner that an identifier belongs to, by its key, where that is not the owner's own. */
  parts: Map<string, string>;
  /** Profiles that an address, a number, a customer or an order points at. */
  identified: Set<string>;
  /** Keys of the tokens that a signed delivery named together with their owner. */
  confirmed: Set<string>;
  /** The profiles that remember their parts, or did. */
  joined: Map<string, MergeHistory>;
  /** What was found when people were assessed last: the grade, and when time alone would change anything next. */
  assessed: Map<string, { grade: Grade; nextChangeAt: number | null }>;
  facts: Facts;
  /** Ids of events that were applied before. */
  applied: Set<string>;
  /** Runs under way of these profiles, and runs of any state that the events could start again. */
  runs: Map<string, Run>;
  /** Segments a profile is in, with when it entered, epoch milliseconds. */
  memberships: Map<string, Map<string, number>>;
  /** What is expected of people. */
  predictions: Map<string, Prediction>;
  /** What was found and makes no sense: it is left as it is, and nothing is decided by it. */
  unreadable: { profiles: Set<string>; runs: Set<string> };
  /** What the addresses and numbers of these people and events agreed to or refused, by `addressKey`. */
  addresses: Map<string, KnownAddress>;
  /** What we sent to Shopify of these consents, by `sentConsentKey`. */
  sentConsents: ReadonlySet<string>;
  /** What decides on offers to these people. */
  offers: LoadedOffers;
  /** Events of a little while ago by whose they are, which journeys may be asked about again: see `askAgain`. */
  earlier: Map<string, EarlierEvent[]>;
};

/** An event that was received before, and why it began no run, where that was decided in this batch. */
export type EarlierEvent = { event: DomainEvent; refusals: readonly Decision[] };

/** Names a state of an address at a moment. */
export function sentConsentKey(sent: ConsentAddress & Pick<ConsentAct, 'state' | 'at'>): string {
  return `${addressKey(sent.channel, sent.address)}:${sent.state}:${String(sent.at)}`;
}

/** The state in which nothing has happened yet. */
export function emptyLoadedState(): LoadedState {
  return {
    owners: new Map(),
    profiles: new Map(),
    notDuplicates: new Map(),
    parts: new Map(),
    identified: new Set(),
    confirmed: new Set(),
    joined: new Map(),
    assessed: new Map(),
    facts: { carts: new Map(), purchases: new Map() },
    applied: new Set(),
    runs: new Map(),
    memberships: new Map(),
    predictions: new Map(),
    unreadable: { profiles: new Set(), runs: new Set() },
    addresses: new Map(),
    sentConsents: new Set(),
    offers: noLoadedOffers(),
    earlier: new Map(),
  };
}

/** A profile as it is to be saved. */
export type AssessedProfile = {
  id: string;
  state: ProfileState;
  /** Whether something was received of them; otherwise the state is as it was loaded. */
  isReceived: boolean;
  score: Score;
  stage: string;
  nextChangeAt: number | null;
};

/** A profile of which no score could be found; what is known of it is saved all the same. */
export type UnscoredProfile = Pick<AssessedProfile, 'id' | 'isReceived'> & {
  /** Null when not even that can be read. */
  state: ProfileState | null;
  reason: ProfileFailure;
};

/** Why a profile was not scored: its state cannot be read, or scoring threw or gave no usable figures. */
export type ProfileFailure = 'unreadable' | 'error';

export type MembershipChange = {
  segmentKey: string;
  profileId: string;
  at: number;
  kind: 'entered' | 'left';
};

/** An effect of a journey; `refused` says why a mail may not go, so that it is only counted. */
export type PlannedEffect = Effect & { refused?: SendRefusal | 'stale' };

/** What is to be written after a batch, all in one transaction. */
export type StateChanges = {
  profiles: AssessedProfile[];
  unscored: UnscoredProfile[];
  links: {
    identifier: Identifier;
    profileId: string;
    part: string;
    topic: string;
    /** Whether a signed delivery named it, a token, together with this profile. */
    confirmed: boolean;
  }[];
  /** Which profile was merged into which. */
  merges: { from: string; into: string }[];
  /** Why they were. */
  joins: ProfileJoin[];
  /** Profiles as they were before they became one with others. */
  parts: ProfilePart[];
  /** Carts that turned out to be another person's, with the profiles whose parts may hold them as before the batch. */
  reassignedCarts: (CartToken & { profileIds: string[] })[];
  /** Profiles whose earlier joins cannot be split any more. */
  forgottenParts: string[];
  /** Identifiers that `profileId` was received with and that stay with `owner`. */
  conflicts: { identifier: Identifier; profileId: string; owner: string }[];
  /** `delta` is what the event added, where the profile remembers its parts. */
  events: { event: DomainEvent; profileId: string; part: string; delta: ProfileState | null }[];
  /**
   * What events of earlier batches added when they were sent again, by the profile that it was added to, where that
   * remembers its parts.
   */
  deltaUpdates: { id: string; at: number; profileId: string; delta: ProfileState }[];
  carts: string[];
  purchases: string[];
  memberships: MembershipChange[];
  runs: Run[];
  /** Addresses of which a consent was received, by `addressKey`. */
  addresses: Map<string, ConsentAddress>;
  effects: (ConsentEffect | PlannedEffect)[];
  decisions: Decision[];
  /** What came of what was asked of runs, in the same order. */
  requested: RunRequestOutcome[];
  /** Products that went together. */
  pairs: ProductPairs;
};
