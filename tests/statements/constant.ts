/** What an expression comes to before the program runs. A number is its text. */
export type Constant =
  | { kind: 'text'; text: string }
  | { kind: 'list'; values: readonly Constant[] }
  | { kind: 'record'; members: readonly { name: string; value: () => Constant }[] }
  | { kind: 'function'; call: (given: readonly (Constant | undefined)[]) => Constant | undefined };

/** Why an expression has no constant value: the part that is not known. */
export class NotConstant extends Error {}

export function textConstant(text: string): Constant {
  return { kind: 'text', text };
}

/** The text of a constant that is one. */
export function textIn(value: Constant): string {
  if (value.kind === 'text') return value.text;
  throw new NotConstant(`a ${value.kind} where a text belongs`);
}

/** A member of a record by its name. */
export function memberOf(value: Constant, name: string): Constant | undefined {
  if (value.kind !== 'record') return undefined;
  return value.members.find((one) => one.name === name)?.value();
}

/** What is known of a value that is not constant; any other error is one. */
export function ifConstant<T>(evaluate: () => T): T | undefined {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof NotConstant) return undefined;
    throw error;
  }
}

/** A value of the running program as a constant. */
export function constantFrom(value: unknown): Constant {
  if (typeof value === 'string' || typeof value === 'number') return textConstant(String(value));
  if (Array.isArray(value)) return { kind: 'list', values: value.map(constantFrom) };
  if (typeof value === 'function')
    return {
      kind: 'function',
      call: (given) => {
        const args = given.map((one) => one && plainValue(one));
        return args.includes(undefined)
          ? undefined
          : constantFrom((value as (...args: unknown[]) => unknown)(...args));
      },
    };
  if (typeof value !== 'object' || value === null) throw new NotConstant(String(value));
  const members = Object.entries(value).map(([name, one]) => ({
    name,
    value: () => constantFrom(one),
  }));
  return { kind: 'record', members };
}

function plainValue(value: Constant): unknown {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'list':
      return value.values.map(plainValue);
    case 'record':
      return Object.fromEntries(value.members.map((one) => [one.name, plainValue(one.value())]));
    case 'function':
      return value.call;
  }
}
