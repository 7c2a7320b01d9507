/** One call of a need: which, and the how-manieth of all calls (from 1). */
export type Call = { need: string; index: number; when: 'before' | 'after' }

type Hook = (call: Call) => void | Promise<void>

/** What happens around the calls of needs, and how many there were. */
type Hooks = {
  calls: number
  /** Runs an action around every call. */
  always: (hook: Hook) => void
  /** Runs an action once, before or after the next call of a need. */
  once: (when: Call['when'], need: string, action: () => void | Promise<void>) => void
  /** Stops everything before or after the call with this index: the process is killed there. */
  crashAt: (index: number, when: Call['when']) => void
  run: Hook
}

/** What a killed process leaves of its call. */
export class Crash extends Error {}

export function hooks(): Hooks {
  const all: Hook[] = []
  const isAsked = (call: Call, wanted: Partial<Call>) =>
    Object.entries(wanted).every(([name, value]) => call[name as keyof Call] === value)
  const onceWhen = (wanted: Partial<Call>, action: () => void | Promise<void>) => {
    const hook: Hook = (call) => {
      if (!isAsked(call, wanted)) return
      all.splice(all.indexOf(hook), 1)
      return action()
    }
    all.push(hook)
  }
  return {
    calls: 0,
    always: (hook) => void all.push(hook),
    once: (when, need, action) => {
      onceWhen({ when, need }, action)
    },
    crashAt: (index, when) => {
      onceWhen({ when, index }, () => {
        throw new Crash(`Killed ${when} call ${index}`)
      })
    },
    run: (call) => {
      const [now, ...later] = [...all].map((hook) => hook(call)).filter((ran) => ran !== undefined)
      return later.length === 0 ? now : Promise.all([now, ...later]).then(() => undefined)
    },
  }
}

/** Time and chance are no calls: nothing can go wrong with them. */
const unwatched = ['now', 'random']

/** They answer at once, and can be stopped before that alone. */
const immediate = ['log', 'findWaitingWebhooks', 'findMarketplaces']

/** The same needs, with the hooks around every call. */
export function watched<Ports extends object>(ports: Ports, watch: Hooks): Ports {
  return new Proxy(ports, {
    get(target, name) {
      const need: unknown = Reflect.get(target, name)
      if (typeof need !== 'function' || unwatched.includes(String(name))) return need
      return (...args: unknown[]) =>
        around(String(name), () => Reflect.apply(need, target, args) as unknown, watch)
    },
  })
}

function around(need: string, call: () => unknown, watch: Hooks): unknown {
  watch.calls += 1
  const index = watch.calls
  if (!immediate.includes(need)) return aroundPromise({ need, index }, call, watch)

  void watch.run({ need, index, when: 'before' })
  return call()
}

async function aroundPromise(
  { need, index }: Omit<Call, 'when'>,
  call: () => unknown,
  watch: Hooks,
): Promise<unknown> {
  await watch.run({ need, index, when: 'before' })
  const answer = await call()
  await watch.run({ need, index, when: 'after' })
  return answer
}
