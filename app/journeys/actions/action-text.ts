/** What a text of an action may name, with what the merchant reads for it. */
export const ACTION_VARIABLES = {
  name: 'Name',
  first_name: 'First name',
  email: 'Email address',
  score: 'Score',
  grade: 'Grade',
  band: 'Intent band',
  stage: 'Lifecycle stage',
  orders: 'Orders',
  journey: 'Journey',
} as const;

export type ActionVariable = keyof typeof ACTION_VARIABLES;

/** What each variable stands for of one person; empty where it is not known. */
export type ActionValues = Record<ActionVariable, string>;

const VARIABLE = /\{\{([^{}]*)\}\}/g;

/** The names in a text that no variable has, each once. A text with one cannot be published. */
export function unknownActionVariables(text: string): string[] {
  const names = [...text.matchAll(VARIABLE)].map(([, name = '']) => name.trim());
  return [...new Set(names)].filter((name) => !isActionVariable(name));
}

/**
 * A text with its variables filled in. What a value itself says is text: it is not read for variables again.
 * @param text as the merchant wrote it, with `{{name}}` and the like; an unknown name stays as it is
 */
export function fillActionText(text: string, values: ActionValues): string {
  return text.replaceAll(VARIABLE, (written, name: string) => {
    const variable = name.trim();
    return isActionVariable(variable) ? values[variable] : written;
  });
}

/** A filled text on one line, as a subject or title needs it: a line break would begin a header of its own. */
export function fillActionLine(text: string, values: ActionValues, longest: number): string {
  const line = fillActionText(text, values).replaceAll(/\p{Cc}+/gu, ' ');
  return [...line.trim()].slice(0, longest).join('').trimEnd();
}

/** What to correct in a text, as sentences. @param what names the field: "the subject" */
export function actionTextProblems(text: string, what: string): string[] {
  return unknownActionVariables(text).map(
    (name) => `Take {{${name}}} out of ${what}, or choose one of the variables instead.`,
  );
}

function isActionVariable(name: string): name is ActionVariable {
  return Object.hasOwn(ACTION_VARIABLES, name);
}
