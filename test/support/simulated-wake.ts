import { wakeWork } from '../../lib/work.ts'
import type { WakePorts } from '../../core/wake/wake.ts'
import type { Clockwork } from './clockwork.ts'

/** Where a call occupies the processor, and how long the service then takes. */
type Cost = { cpuMs: number; latencyMs: number }

/** At 256 MB, a seventh of a vCPU: 6 ms for a call of DynamoDB, as measured for the AWS SDK. */
const measuredMb = 256
const callCost: Cost = { cpuMs: 6, latencyMs: 5 }
/** Of ten rows; 0.3 ms for each of its twenty items to marshal (assumed). */
const transactionCost: Cost = { cpuMs: 12, latencyMs: 15 }
/** Of ten messages. */
const sendCost: Cost = { cpuMs: 8, latencyMs: 15 }

/** How many queries a list of a webhook's rows takes. */
const partitions = 8

/**
 * The ports of the wake function, where every call takes its time. A webhook has one wake-up at a
 * time, so that its calls share one processor.
 */
export function slowWakePorts(ports: WakePorts, clock: Clockwork): WakePorts {
  const share = measuredMb / wakeWork.memorySizeMb
  let isFreeAt = 0
  const call = async <Result>(
    { cpuMs, latencyMs }: Cost,
    times: number,
    act: () => Promise<Result>,
  ): Promise<Result> => {
    const nowMs = clock.now().getTime()
    isFreeAt = Math.max(isFreeAt, nowMs) + times * cpuMs * share
    await new Promise<void>((resolve) => void clock.after(isFreeAt - nowMs + latencyMs, resolve))
    return act()
  }
  return {
    ...ports,
    findWakeUp: (...key) => call(callCost, 1, () => ports.findWakeUp(...key)),
    startWakeUp: (...change) => call(callCost, 1, () => ports.startWakeUp(...change)),
    removeWakeUp: (...change) => call(callCost, 1, () => ports.removeWakeUp(...change)),
    setWakeUp: (...change) => call(callCost, 1, () => ports.setWakeUp(...change)),
    findWebhook: (...key) => call(callCost, 1, () => ports.findWebhook(...key)),
    findHealth: (...key) => call(callCost, 1, () => ports.findHealth(...key)),
    replaceHealth: (...change) => call(callCost, 1, () => ports.replaceHealth(...change)),
    findWaiting: (...list) => call(callCost, partitions, () => ports.findWaiting(...list)),
    findLeased: (...list) => call(callCost, partitions, () => ports.findLeased(...list)),
    lease: (rows, until) =>
      call(transactionCost, Math.ceil(rows.length / 10), () => ports.lease(rows, until)),
    queueDeliveries: (messages) =>
      call(sendCost, Math.ceil(messages.length / 10), () => ports.queueDeliveries(messages)),
  }
}

/** On one machine, reads take no time and a write takes this long (assumed). */
const localWriteMs = 1

/** The ports of wake on one machine. */
export function quickWakePorts(ports: WakePorts, clock: Clockwork): WakePorts {
  const write = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    await new Promise<void>((resolve) => void clock.after(localWriteMs, resolve))
    return act()
  }
  return {
    ...ports,
    startWakeUp: (...change) => write(() => ports.startWakeUp(...change)),
    removeWakeUp: (...change) => write(() => ports.removeWakeUp(...change)),
    setWakeUp: (...change) => write(() => ports.setWakeUp(...change)),
    replaceHealth: (...change) => write(() => ports.replaceHealth(...change)),
    lease: (...leases) => write(() => ports.lease(...leases)),
    queueDeliveries: (messages) => write(() => ports.queueDeliveries(messages)),
  }
}
