import { directBus } from '../adapters/embedded/bus.ts'
import type { Caller } from '../core/api/caller.ts'
import { fanOutEvent } from '../lambdas/fan-out.ts'
import type { IntegrationEvent } from '../core/integration/integration-event.ts'
import { outcomeEvent } from '../core/integration/outcome-event.ts'
import type { embeddedPorts } from './embedded-ports.ts'
import type { Queues } from './embedded-storage.ts'

type Ports = Omit<ReturnType<typeof embeddedPorts>, 'publish' | 'firstAttemptsMadeBy'>

/** While this many events are being accepted, requests are answered with 429. */
const maxAccepting = 500

/**
 * After this long, the deliveries of an accepted event are handed on, and what LevelDB had not flushed
 * when it began a new log is in a table.
 */
const handOnMs = 10_000

/** The ports with a bus, which fans out in this process. */
export function withBus<Given extends Ports>(
  ports: Given,
  { events }: Pick<Queues, 'events'>,
  eventSource: string,
) {
  const { now, log, soleProcessSince } = ports
  const fanOutPorts = { ...ports, hasTime: () => true }
  const bus = directBus({
    fanOut: async (event, source) => {
      const taken = await fanOutEvent(event, { source }, fanOutPorts)
      return taken?.unreadable
    },
    events,
    eventSource,
    now,
    log,
  })
  return {
    ...ports,
    publish: bus.publish,

    /** The event goes to the webhooks and into mails; if this fails, the sweep publishes it again. */
    publishOutcome: (event: IntegrationEvent): Promise<string | undefined> =>
      Promise.all([ports.mailOutcome(event), bus.publishOwn(outcomeEvent(event))]).then(
        () => undefined,
        String,
      ),

    mustWaitSeconds: (caller: Caller): number =>
      bus.accepting() < maxAccepting ? ports.mustWaitSeconds(caller) : 1,

    /** What was accepted before this process began, or handed on by it and has no row. */
    firstAttemptsMadeBy: (): Date => {
      const settled = Math.max(now().getTime() - handOnMs, soleProcessSince.getTime())
      const open = [ports.oldestFirstAttempt(), bus.oldest()].map((ms) => ms ?? Infinity)
      return new Date(Math.min(settled, ...open))
    },
  }
}
