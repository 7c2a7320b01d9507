import { performance } from 'node:perf_hooks'

const sampleMs = 100
const busyShare = 0.9

/** Whether the event loop of this process was hardly idle in the last tenth of a second. */
export function busyMeter() {
  let last = performance.eventLoopUtilization()
  let isBusy = false
  const timer = setInterval(() => {
    const current = performance.eventLoopUtilization()
    isBusy = performance.eventLoopUtilization(current, last).utilization > busyShare
    last = current
  }, sampleMs).unref()
  return {
    isBusy: () => isBusy,
    stop: () => {
      clearInterval(timer)
    },
  }
}
