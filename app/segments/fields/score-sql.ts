import { SIGNALS } from '#app/profiles/profile-state.ts';
import { DAY } from '#app/lib/duration.ts';
import type { SignalRule } from '#app/scoring/model.ts';
import type { SqlBuilder } from '#app/segments/conditions/condition-evaluator.ts';
import { SIGNAL_NUMBERS, SIGNAL_STRIDE } from './signal-key.ts';

/**
 * The intent of a row at the builder's moment, by the same rules as `totalPoints`. From the points that the row keeps
 * where they are of the model and of no later moment, else from the days of behaviour.
 */
export function intentSql(sql: SqlBuilder): string {
  const at = sql.value(sql.at, 'float8');
  const version = sql.value(sql.model.version, 'float8');
  return `case when f.points_at <= ${at} and f.model_version = ${version} then ${hundred(keptPoints(sql, at))}
    when f.points_at is null and f.model_version is not null then 0
    else ${pointsByDay(sql, at)} end`;
}

/** As `toHundred`. */
function hundred(points: string): string {
  return `floor(least(100, greatest(0, ${points})) * 100 + 0.5) / 100`;
}

/** What is nothing anyway: the database refuses to round to 0. */
const LEAST_EXPONENT = -300;

function keptPoints(sql: SqlBuilder, at: string): string {
  const terms = sql.model.signals.map((rule) => {
    const place = String(SIGNAL_NUMBERS[rule.signal] + 1);
    const rate = sql.value(rateOf(rule), 'float8');
    const faded = `exp(greatest(${String(LEAST_EXPONENT)}, (f.points_at - ${at}) * ${rate}))`;
    const size = `least(${sql.value(rule.cap, 'float8')}, f.points[${place}] * ${faded})`;
    // Most people did few of the things that count.
    return `${rule.points < 0 ? '-' : '+'} case when f.points[${place}] > 0 then ${size} else 0 end`;
  });
  return `(0::float8 ${terms.join(' ')})`;
}

/** Of each signal the points of its buckets, each halved with every half-life, up to the signal's cap. */
function pointsByDay(sql: SqlBuilder, at: string): string {
  const rules = new Map(sql.model.signals.map((rule) => [SIGNAL_NUMBERS[rule.signal], rule]));
  const column = (read: (rule: SignalRule) => number) =>
    sql.value(
      SIGNALS.map((_, number) => {
        const rule = rules.get(number);
        return rule === undefined ? null : read(rule);
      }),
      'float8[]',
    );
  const points = column((rule) => rule.points);
  const caps = column((rule) => rule.cap);
  const rates = column(rateOf);
  const stride = `${String(SIGNAL_STRIDE)}::float8`;
  return `(select ${hundred(`coalesce(sum(
      sign((${points})[s]) * least((${caps})[s], abs((${points})[s]) * weight)), 0)`)}
    from (select s, sum(n * exp(greatest(${String(LEAST_EXPONENT)}, (m - ${at}) * (${rates})[s]))) as weight
      from (select floor(k / ${stride})::int + 1 as s, k - floor(k / ${stride}) * ${stride} as m,
          c - coalesce(f.signal_sum[i - 1], 0) as n
        from unnest(f.signal_at, f.signal_sum) with ordinality as bucket (k, c, i)) as one
      where m <= ${at} and (${points})[s] is not null
      group by s) as part)`;
}

/** Decay per millisecond. */
function rateOf({ halfLifeDays }: SignalRule): number {
  return Math.LN2 / (halfLifeDays * DAY);
}

/** The fit of a row, by the model in use when it was written; it does not depend on the time. */
export function fitSql(): string {
  return 'f.fit';
}

/** The score of a row at the builder's moment, as `combined` makes it. */
export function scoreSql(sql: SqlBuilder): string {
  const { intentShare } = sql.model;
  const [share, rest] = [sql.value(intentShare, 'float8'), sql.value(1 - intentShare, 'float8')];
  return `floor(${share} * (${intentSql(sql)}) + ${rest} * ${fitSql()} + 0.5)`;
}
