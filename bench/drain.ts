import { busiestKey, sumOfUnits } from '../test/support/cost/watched-tables.ts'
import { drain } from '../test/support/drain.ts'

/**
 * `npm run bench:drain -- 100000`: how long this many deliveries take that waited for one receiver,
 * by simulation. A million takes 8 GB and the better part of an hour.
 */
const count = Number(process.argv[2] ?? 100_000)

const { waiting, seconds, rates, maxInFlight, maxQueued, units, costs } = await drain(count)
const each = (total: number) => (total / waiting).toFixed(2)
console.log(
  [
    `${waiting} deliveries in ${seconds.toFixed(0)} s: ${(waiting / seconds).toFixed(0)} a second`,
    `by tenth of the time: ${rates.map((rate) => rate.toFixed(0)).join(', ')} a second`,
    `at most ${maxInFlight} in flight, ${maxQueued} messages in the queue`,
    `each: ${each(costs.deliveries)} messages, ${each(costs.wakeUps)} wake-ups, ` +
      `${each(costs.reads)} reads of ${each(costs.itemsRead)} items, ${each(costs.writes)} writes`,
    `each: ${each(sumOfUnits(units).writes)} write units, ${each(sumOfUnits(units).reads)} read units`,
    `the busiest key: ${(busiestKey(units, 'writes').units / seconds).toFixed(0)} write units a second`,
  ].join('\n'),
)
