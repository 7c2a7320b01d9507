import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'

import { eventType } from '../../core/events/catalogue.ts'
import { busDetailOf, type Event } from '../../core/events/event.ts'
import { sdkTimeouts } from './sdk-timeouts.ts'

/** `source` is the `source` of the events; rules match it. */
type EventBridgeBusOptions = { client?: EventBridgeClient; busName: string; source: string }

/**
 * The event bus. `publish` resolves once EventBridge has accepted the event, and throws if it
 * rejects it. The entry has no `Time`: the archive replays events by when they were put on the bus,
 * not by a timestamp of the producer. Whether the event's uuid is taken is known to fan-out alone.
 */
export function eventBridgeBus({
  client = new EventBridgeClient(sdkTimeouts()),
  busName,
  source,
}: EventBridgeBusOptions) {
  return {
    publish: async (event: Event): Promise<undefined> => {
      const { FailedEntryCount = 0, Entries = [] } = await client.send(
        new PutEventsCommand({
          Entries: [
            {
              EventBusName: busName,
              Source: source,
              DetailType: eventType(event.resource.type, event.resourceAction),
              Detail: busDetailOf(event),
            },
          ],
        }),
      )
      if (FailedEntryCount === 0) return

      const { ErrorCode = '', ErrorMessage = '' } = Entries[0] ?? {}
      throw new Error(`Cannot publish the event '${event.uuid}': ${ErrorCode}: ${ErrorMessage}`)
    },
  }
}
