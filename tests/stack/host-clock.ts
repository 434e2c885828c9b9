/**
 * Preload (`node --import`): the clock of this process's host is off by HOST_CLOCK_OFF_MS milliseconds. The steady
 * clock is not, as in life.
 */
const off = Number(process.env.HOST_CLOCK_OFF_MS);
if (Number.isNaN(off)) throw new Error('HOST_CLOCK_OFF_MS is no number of milliseconds.');

globalThis.Date = new Proxy(Date, {
  construct: (date, values: unknown[], made) =>
    Reflect.construct(date, values.length === 0 ? [date.now() + off] : values, made) as object,
  get: (date, name) =>
    name === 'now' ? () => date.now() + off : (Reflect.get(date, name) as unknown),
});
