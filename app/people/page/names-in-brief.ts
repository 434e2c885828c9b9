/**
 * Names as one line: "Lamp", "Lamp and Chair", "Lamp, Chair and 3 more".
 * @returns null when there are none
 */
export function namesInBrief(names: readonly string[]): string | null {
  const [first, second, ...others] = names;
  if (first === undefined) return null;
  if (second === undefined) return first;
  return others.length === 0
    ? `${first} and ${second}`
    : `${first}, ${second} and ${String(others.length)} more`;
}
