import type { ActionValues } from './action-text.ts';

/** Whom an action is about, as known when it is carried out. */
export type ActionPerson = {
  id: string;
  name: string | null;
  firstName: string | null;
  email: string | null;
  phone: string | null;
  customerId: string | null;
  score: number;
  grade: string;
  band: string;
  /** The stage of the lifecycle, in the words of the admin. */
  stage: string;
  orders: number;
};

/** What a text about a person may name; empty where it is not known. @param journey its name */
export function actionValues(person: ActionPerson, journey: string): ActionValues {
  const { name, firstName, email, score, grade, band, stage, orders } = person;
  return {
    name: name ?? email ?? 'A visitor',
    first_name: firstName ?? '',
    email: email ?? '',
    score: String(score),
    grade,
    band,
    stage,
    orders: String(orders),
    journey,
  };
}
