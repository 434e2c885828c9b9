import { SIGNALS } from '#app/profiles/profile.ts';
import { DAY } from '#app/lib/duration.ts';
import type { SqlPen } from './meaning.ts';
import { SIGNAL_NUMBERS, SIGNAL_STRIDE } from './signal-key.ts';

/**
 * The intent of a row at the pen's moment, by the same rules as `totalPoints`: of each signal the points of its
 * buckets, each halved with every half-life, up to the signal's cap.
 */
export function intentSql(pen: SqlPen): string {
  const rules = new Map(pen.model.signals.map((rule) => [SIGNAL_NUMBERS[rule.signal], rule]));
  const column = (read: (rule: SqlPen['model']['signals'][number]) => number) =>
    pen.value(
      SIGNALS.map((_, number) => {
        const rule = rules.get(number);
        return rule === undefined ? null : read(rule);
      }),
      'float8[]',
    );
  const points = column((rule) => rule.points);
  const caps = column((rule) => rule.cap);
  const rates = column((rule) => Math.LN2 / (rule.halfLifeDays * DAY));
  const at = pen.value(pen.at, 'float8');
  const stride = `${SIGNAL_STRIDE}::float8`;
  // The exponent is held above what is nothing anyway: the database refuses to round to 0.
  return `(select floor(least(100, greatest(0, coalesce(sum(
      sign((${points})[s]) * least((${caps})[s], abs((${points})[s]) * weight)), 0))) * 100 + 0.5) / 100
    from (select s, sum(n * exp(greatest(-300, (m - ${at}) * (${rates})[s]))) as weight
      from (select floor(k / ${stride})::int + 1 as s, k - floor(k / ${stride}) * ${stride} as m,
          c - coalesce(f.signal_sum[i - 1], 0) as n
        from unnest(f.signal_at, f.signal_sum) with ordinality as bucket (k, c, i)) as one
      where m <= ${at} and (${points})[s] is not null
      group by s) as part)`;
}

/** The fit of a row, by the model in use when it was written; it does not depend on the time. */
export function fitSql(): string {
  return 'f.fit';
}

/** The score of a row at the pen's moment, as `combined` makes it. */
export function scoreSql(pen: SqlPen): string {
  const { intentShare } = pen.model;
  const [share, rest] = [pen.value(intentShare, 'float8'), pen.value(1 - intentShare, 'float8')];
  return `floor(${share} * ${intentSql(pen)} + ${rest} * ${fitSql()} + 0.5)`;
}
