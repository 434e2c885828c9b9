import type { ScoreModel } from '../model.ts';
import type { Area, Bin, Decile } from './evaluate.ts';
import type { Level } from './levels.ts';
import type { Feature } from './features.ts';

/** What a rule turned out to be worth: the change of the logarithm of the odds for one occurrence. */
export type LearnedRule = {
  feature: Feature;
  weight: number;
  /** The most occurrences that count: those of the rule, or fewer where more were hardly seen. */
  most: number;
  /** Examples for which it held. */
  examples: number;
};

export type ExampleCounts = { examples: number; outcomes: number };

/** On what a learned score stands and how well it predicted the outcomes of a later time. */
export type LearnedEvidence = {
  /** First and last day looked at, and the first of those it was tested on; days since 1970-01-01 UTC. */
  from: number;
  testFrom: number;
  until: number;
  learned: ExampleCounts;
  tested: ExampleCounts;
  /** How much weights are penalised, on the scale of the sum over examples. */
  l2: number;
  /** How often a person who ordered has a higher probability than one who did not, on the later time. */
  area: Area;
  /** The same of the score in use, and of the score with the points that were learned. */
  areaInUse: number;
  areaSuggested: number;
  /** By how much the second is greater, with what chance leaves open. */
  gain: Area;
  /**
   * The same of the bare number of orders, and of the learned points beside it; missing in evidence saved before it
   * was measured.
   */
  areaOfOrders?: number;
  gainOverOrders?: Area;
  /** Mean squared error of the probabilities, and of the share of the earlier time predicted for all. */
  brier: number;
  brierOfShare: number;
  calibration: Bin[];
  /** The tested time in parts, to see whether the shop's level changed; missing in evidence saved before. */
  levels?: Level[];
  deciles: Decile[];
};

export type LearnedScore = {
  outcome: 'learned';
  intercept: number;
  rules: LearnedRule[];
  /** The model in use with the points that were learned. */
  suggested: ScoreModel;
  evidence: LearnedEvidence;
};

export type MissingData =
  'history' | 'outcomes' | 'others' | 'tested_outcomes' | 'tested_others' | 'rules';

/** Why nothing was learned: there are `has` where `needs` are needed. */
export type InsufficientData = {
  outcome: 'too_little';
  lacking: MissingData;
  has: number;
  needs: number;
};

/**
 * Outcomes of either kind to learn from. Ten for each weight that is learned are needed (Peduzzi and others,
 * Journal of Clinical Epidemiology 49, 1996), and no model of a shop has fewer than some twenty rules.
 */
export const FEWEST_TO_LEARN = 200;
export const OUTCOMES_A_RULE = 10;
/** Days from the first that is looked at to the last outcome: in fewer nothing lies between learning and testing. */
export const FEWEST_DAYS = 90;
/** Outcomes of either kind to test on (Vergouwe and others, Journal of Clinical Epidemiology 58, 2005). */
export const FEWEST_TO_TEST = 100;
/** A rule that held for fewer examples is not learned. */
export const FEWEST_OF_A_RULE = 20;
