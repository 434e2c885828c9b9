/** People of one side of a holdout, and how many of them ordered. */
export type HoldoutSide = { people: number; ordered: number };

/** Those who got what follows a holdout, and those who were held out. */
export type HoldoutSides = { treated: HoldoutSide; heldOut: HoldoutSide };

/**
 * By how much more of those who got the messages ordered than of those held out, as differences of shares between -1 and 1:
 * what is likeliest, and the bounds between which it lies in 95 of 100 cases.
 */
export type HoldoutLift = HoldoutSides & { difference: number; low: number; high: number };

/** Standard deviations to both sides of the middle that hold 95 % of a normal distribution. */
const Z_95 = 1.959963984540054;

/** The lift with its bounds, by Newcombe (1998, method 10); null while one side is empty. */
export function holdoutLift({ treated, heldOut }: HoldoutSides): HoldoutLift | null {
  if (treated.people === 0 || heldOut.people === 0) return null;
  const [withMessages, without] = [shareBounds(treated), shareBounds(heldOut)];
  const difference = withMessages.share - without.share;
  return {
    treated,
    heldOut,
    difference,
    low:
      difference - Math.hypot(withMessages.share - withMessages.low, without.high - without.share),
    high:
      difference + Math.hypot(withMessages.high - withMessages.share, without.share - without.low),
  };
}

/** The share of a side with the bounds of Wilson (1927). */
function shareBounds({ people, ordered }: HoldoutSide): {
  share: number;
  low: number;
  high: number;
} {
  const share = ordered / people;
  const spread = Z_95 * Math.sqrt((share * (1 - share) + Z_95 ** 2 / (4 * people)) / people);
  const middle = share + Z_95 ** 2 / (2 * people);
  const scale = 1 + Z_95 ** 2 / people;
  return { share, low: (middle - spread) / scale, high: (middle + spread) / scale };
}
