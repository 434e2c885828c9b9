import { runSteps } from '#app/lib/steps.ts';
import { DAY } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import { withCandidates } from '#app/scoring/training/candidates.ts';
import { areaUnderCurve, type PredictedOutcome } from '#app/scoring/training/evaluate.ts';
import { examplesOf } from '#app/scoring/training/examples.ts';
import { featuresOf, scoreBy, valuesOf } from '#app/scoring/training/features.ts';
import {
  chooseFit,
  fitProbabilities,
  rulesOf,
  predictedOutcomes,
} from '#app/scoring/training/fit-probabilities.ts';
import type { History } from '#app/scoring/training/history.ts';
import { selectFeatures } from '#app/scoring/training/learn.ts';
import { pointsFrom } from '#app/scoring/training/points.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { recordedEvents, type Buyer } from '#tests/fixtures/orders/order-histories.ts';
import { looksAt } from './ready-models-look.ts';

/** What was learned of all that was known at a moment, and what came about in the 30 days after it. */
export type Origin = {
  at: number;
  /** The chances of all customers in play, each with what came about. */
  predicted: PredictedOutcome[];
  /** Areas under the curve of 1: by the learned points, the ready score and the number of orders. */
  areas: { learned: number; ready: number; orders: number };
};

/** What is known of a recorded customer, who was first seen with the first order. */
export function historyOf(buyer: Buyer): History {
  return {
    profileId: idOf('profile', 'customer', buyer.customer),
    firstSeenAt: buyer.orders[0]?.at ?? 0,
    events: recordedEvents(buyer),
    keptOrders: buyer.orders.map(({ at }) => at),
  };
}

/** Learns at a moment, epoch milliseconds, from what was known then, as the app does, and looks at what followed. */
export function learnAt(buyers: readonly Buyer[], at: number): Origin {
  const base = withCandidates(retailModel);
  const features = featuresOf(base);
  const first = Math.min(...buyers.flatMap(({ orders }) => orders.map((order) => order.at)));
  const recordFrom = Math.floor(first / DAY);
  const until = Math.floor(at / DAY);
  const examples = buyers.flatMap((buyer) => {
    return examplesOf(features, base, historyOf(buyer), {
      from: recordFrom + 1,
      until,
      recordFrom,
    });
  });
  const learned = examples.toSorted((a, b) => a.day - b.day);
  const all = selectFeatures(features, learned);
  const { l2, selected } = runSteps(chooseFit(features, retailModel, learned, all));
  const model = runSteps(fitProbabilities(selected, learned, l2));
  const points = pointsFrom(features, retailModel, rulesOf(features, selected, model), learned);
  const looks = looksAt(buyers, at).map(({ state, orders, outcome }) => ({
    day: until,
    values: valuesOf(features, base, state, at - 1),
    orders,
    recordDays: until - recordFrom,
    outcome,
    isHeldOut: false,
  }));
  const outcomes = looks.map(({ outcome }) => outcome);
  const area = (values: number[]) => areaUnderCurve(values, outcomes) ?? 0.5;
  const byScore = (score: typeof retailModel) =>
    area(looks.map(({ values }) => values).map(scoreBy(features, score)));
  return {
    at,
    predicted: predictedOutcomes(model, selected, looks),
    areas: {
      learned: byScore(points),
      ready: byScore(retailModel),
      orders: area(looks.map(({ orders }) => orders)),
    },
  };
}
